"""What the loader of rulesets and bindings says, in Chinese (加载出错的说法).

Errors are raised in English, with the place and the rule as attributes; here each
sentence has its twin, in which ``{}`` stands for what the error names. Words of the
language itself (keys, types, operators) stay as they are written in a file.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import re

    from infoverify.errors import RulesetError

PROBLEMS: Final[dict[str, str]] = {
    # The file
    "cannot be read ({})": "读不了（{}）",
    "the file cannot be read": "文件读不了",
    "the file is not UTF-8": "文件不是 UTF-8 编码",
    "the file is empty": "文件是空的",
    "the file is larger than {} bytes": "文件超过 {} 字节",
    "the file has more than {} nodes": "文件的节点超过 {} 个",
    "the file nests too deeply": "文件嵌套过深",
    "nesting is deeper than {} levels": "嵌套超过 {} 层",
    "a ruleset file is a mapping": "规则集文件应为 键: 值 的形式",
    "not valid YAML: {}": "不是有效的 YAML：{}",
    "the text holds a lone surrogate": "文本含有不成对的代理字符",
    "only one document is allowed per file": "一个文件只能有一个 YAML 文档",
    "tag directives are not allowed": "不允许 YAML 标签指令",
    "aliases (*name) are not allowed": "不允许 YAML 别名（*name）",
    "anchors (&name) are not allowed": "不允许 YAML 锚点（&name）",
    "tags (!name) are not allowed": "不允许 YAML 标签（!name）",
    "anchors and tags are not allowed on keys": "键上不允许锚点和标签",
    "merge keys (<<) are not allowed": "不允许合并键（<<）",
    "a key must be plain text": "键必须是文本",
    "the key {} stands here twice": "键 {} 在这里出现两次",
    # Form
    "{} is not known here": "这里没有 {} 这个键",
    "{} is missing": "缺少 {}",
    "{} must be text": "{} 应为文本",
    "{} must be a mapping": "{} 应为 键: 值 的形式",
    "{} must be a list": "{} 应为列表",
    "{} must not be empty": "{} 不能为空",
    "{} is too long": "{} 过长",
    "{} must be a whole number": "{} 应为整数",
    "{} is not spelled as such names are": "{} 的写法不合命名规则",
    "{} must be true or false, this is {}": "{} 应为真假值，这里是 {}",
    "{} must be one of {}": "{} 应为 {} 之一",
    "{} must be '{}'": "{} 应为 '{}'",
    "could not find expected ':'": "缺少冒号",
    "did not find expected '-' indicator": "此处应是以 - 开头的一项",
    "did not find expected key": "此处应是一个键",
    "mapping values are not allowed in this context": "此处不能再有冒号",
    "found character that cannot start any token": "有不能用在开头的字符",
    "did not find expected ',' or ']'": "缺少 , 或 ]",
    "did not find expected ',' or '}'": "缺少 , 或 }",
    "found unexpected end of stream": "引号没有成对",
    "did not find expected node content": "此处缺少内容",
    "characters that YAML does not allow": "有 YAML 不允许的字符",
    "write true or false": "写 true 或 false",
    "write a date as YYYY-MM-DD": "日期写成 YYYY-MM-DD",
    "write a whole number": "写整数",
    # Names, extends, override, locks
    "there is no ruleset {}": "没有规则集 {}",
    "{} is no ruleset's name": "{} 不是规则集的名称",
    "{} lies outside the file's folder": "{} 在本文件的文件夹之外",
    "{} extends itself": "{} 继承了自己",
    "extends reaches deeper than {} files": "extends 超过 {} 层",
    "more than {} files are extended": "继承的文件超过 {} 个",
    "nothing can be extended here": "这里不能继承",
    "{} is declared as {} already": "{} 已声明为 {}",
    "there is no rule {} to override": "没有规则 {} 可供 override",
    "the rule is locked: {}": "规则已锁定：{}",
    "the rule id stands already at {}": "规则号已在 {} 使用",
    "a locked rule reads param.{}, which has no bounds": "锁定的规则读取 param.{}，该参数没有上下限",
    "parameter {}: {}": "参数 {}：{}",
    "it cannot be disabled": "不能停用",
    "undetermined cannot be lowered": "undetermined 不能降低",
    "stages {} cannot be taken away": "不能去掉环节 {}",
    "severity must be at least {}": "级别至少为 {}",
    "waivers cannot be allowed": "不能允许豁免",
    "waivers last at most {} days": "豁免最多 {} 天",
    "{} may only become tighter than {}": "{} 只能比 {} 更严",
    "is {}, not {}": "是 {}，不是 {}",
    "is no {}": "不是 {}",
    "{} is of another type than the value": "{} 与值的类型不同",
    "lies outside {}": "超出 {}",
    "{} is read by locked rules ({})": "{} 由锁定的规则读取（{}）",
    "until lies before from: never in force": "until 早于 from：从不生效",
    "{} is no type": "没有类型 {}",
    "{} the name is reserved": "{} 名称已保留",
    "{} a field is declared as part.name": "{} 字段要声明成 part.name",
    "{} a further field of {} begins with x_": "{} {} 的附加字段以 x_ 开头",
    # Expressions
    "not an expression": "不是表达式",
    "an expression has at most {} bytes": "表达式不能超过 {} 字节",
    "an expression nests at most {} levels": "表达式嵌套不能超过 {} 层",
    "backslashes are not allowed in expressions": "表达式中不允许反斜杠",
    "a comment within an expression": "表达式中有注释",
    "{} is not part of the language": "语言中没有 {}",
    "is / is not are not part of the language": "语言中没有 is、is not",
    "there is no arithmetic": "表达式不做算术",
    "comparisons are not chained": "比较不能连写",
    "only texts, numbers, True and False may be written out": "只能直接写文本、数字、True、False",
    "a list holds at least one value": "列表至少有一个值",
    "a list holds literals only": "列表中只能写常量",
    "the values of a list are all of one type": "列表中的值须为同一类型",
    "and, or, not take truth values, this is {}": "and、or、not 只用于真假值，这里是 {}",
    "a rule for the record has no subject": "for: record 的规则没有 subject",
    "{} a rule for the record has no bare fields": "{} for: record 的规则不能用不带部分的字段",
    "{} a rule for the record names parts": "{} for: record 的规则要写出部分",
    "{} is a function": "{} 是函数",
    "unknown name {}": "没有名称 {}",
    "unknown part {}": "没有部分 {}",
    "unknown parameter {}": "没有参数 {}",
    "unknown function {}": "没有函数 {}",
    "{} has no field {}": "{} 没有字段 {}",
    "{} is of different types in {}": "{} 在 {} 中类型不同",
    "a dot follows a part's name or a function's call only": "点号只能跟在部分或函数调用之后",
    "{} is a list and has no field of its own": "{} 是列表，没有自己的字段",
    "{} names no field of a nested person": "{} 不是所含人员的字段",
    "{} names no field": "{} 不是字段",
    "{} is no field": "{} 不是字段",
    "{} is no fact": "{} 不是读数项",
    "{} gives {}, which has no facts": "{} 的结果是 {}，没有读数项",
    "{} has no fact {}": "{} 没有读数项 {}",
    "a truth value has no facts": "真假值没有读数项",
    "only registered functions may be called": "只能调用已登记的函数",
    "arguments are given by place, without names": "参数按位置给出，不写名称",
    "{} is no family of functions": "{} 不是函数的前缀",
    "call it as {}": "调用写作 {}",
    "present takes one field": "present 只接受一个字段",
    "{} does not compare with {}": "{}不能与{}比较",
    "{} does not compare {}": "{} 不能比较{}",
    "a reading: name one of its facts": "读数：请写出其中一项",
    "{} is for numbers and dates, not {}": "{} 只用于数字和日期，不用于 {}",
    "two {} are not compared letter by letter": "两个{}不能逐字比较",
    "{} is no date: write YYYY-MM-DD": "{} 不是日期：写成 YYYY-MM-DD",
    "{} is no term: write months or 'whole_life'": "{} 不是保险期间：写月数或 'whole_life'",
    "{} is not one of {}": "{} 不在 {} 之中",
    "in does not take {} on its left": "in 的左边不能是 {}",
    "in takes a list on its right": "in 的右边应为列表",
    "{} is not found in a {}": "{} 不会在 {} 中",
    "{} takes {}, not {}": "{} 应为{}，不是{}",
    "a severity list ends in one plain severity, rows with when/is before it": "severity 列表以一个级别结尾，前面各行写 when、is",
    "suggest.{} is {}, the expression gives {}": "suggest.{} 是 {}，表达式的结果是 {}",
    "a } without its {": "} 没有对应的 {",
    "a { without its }": "{ 没有对应的 }",
    "{} is no placeholder": "{} 不是占位符",
    "{} names a whole part, not a field": "{} 是整个部分，不是字段",
    # Built forms, samples, bindings
    "this is a built form, without examples and lines": "这是编译形式，不含例子和行号",
    "a built form extends nothing": "编译形式不能继承",
    "the built form holds no file": "编译形式中没有文件",
    "the built form is too large": "编译形式过大",
    "this is no built form of this version": "不是本版本的编译形式",
    "the built form is not of the schema: {}": "编译形式不合格式：{}",
    "the file holds no samples with a case": "文件中没有带 case 的样本",
    "the file lists no mutants": "文件没有列出变异",
    "there is no binding {}": "没有绑定 {}",
    "a binding file begins with infoverify_binding: 1": "绑定文件以 infoverify_binding: 1 开头",
    "a binding maps at least one field": "绑定至少对应一个字段",
    "there is no code table {}": "没有代码表 {}",
    "dates is one of {}": "dates 应为 {} 之一",
    "dates is for fields that hold a date": "dates 只用于日期字段",
    "scale is a number other than 0": "scale 应为非零的数字",
    "a layout is one of list, numbered, rows": "布局应为 list、numbered、rows 之一",
    "{} is no list part": "{} 不是列表部分",
    "rows are told by column and a list of values": "rows 要写 column 和 values 列表",
    "numbered columns run from first to last, 999 at most": "编号列从 first 到 last，至多 999",
    "a place is a name, or a list of names to walk down": "from 应为一个名称，或逐层向下的名称列表",
    "a stated value has no from, codes, dates or scale": "写了 value 就不再写 from、codes、dates、scale",
    "a stated value is one text": "value 应为一个非空文本",
    "{} is no {} that the field can hold": "{} 不是此字段可取的 {} 值",
    "from is missing: the host's name of the field": "缺少 from：宿主的字段名",
    "{n} stands in the names of numbered columns, only there": "{n} 用于且只用于编号列的名称",
    "write the path as {}": "路径写作 {}",
    "table {} maps to {}, no code of the field": "代码表 {} 中的 {} 不是此字段的代码",
    "rows layouts need group_by: a column, others none": "rows 布局要写 group_by 列，其他布局不写",
    "the file must be a mapping": "文件应为 键: 值 的形式",
}

HINTS: Final[dict[str, str]] = {
    "did you mean {}?": "{}",
    "known: {}": "可用 {}",
    "one of {}": "{} 之一",
    "add it; rulesets/README.md shows a whole rule": "补上；rulesets/README.md 有完整的规则",
    "rulesets/README.md tells on one page how a rule is written": "rulesets/README.md 用一页说明规则的写法",
    "write a text here, in quotes if need be": "在此写文本，必要时加引号",
    "write key: value pairs here": "在此写 键: 值",
    "write [a, b], or one entry a line after -": "写 [a, b]，或每行一项、以 - 开头",
    "write one entry at least": "至少写一项",
    "write it out, or leave the key away": "写出内容，或去掉这个键",
    "shorten it": "缩短",
    "write digits only": "只写数字",
    "spell it as the message says": "按上文的写法",
    "lower-case letters, digits, _; rule ids hold a dot: subject.finding": "小写字母、数字、_；规则号含一个点，如 subject.finding",
    "write plain keys, texts and lists, each once": "只写普通的键、文本和列表，各一次",
    "quote texts that hold ': ', ' #', braces or a leading symbol": "含 ': '、' #'、花括号或以符号开头的文本要加引号",
    "split it and use extends": "拆开，用 extends 连接",
    "save it as UTF-8": "另存为 UTF-8",
    "save it as plain YAML": "另存为普通 YAML",
    "begin with: {}": "以 {} 开头",
    "write one of these words": "写其中之一",
    "write one of these codes": "写其中一个代码",
    "indent with spaces, a tab is not allowed": "用空格缩进，不能用制表符（Tab）",
    "indent the keys of one mapping alike, and quote texts that hold ': '": "同一层的键左边对齐；含 ': ' 的文本要加引号",
    "write the ASCII colon and a space behind it: key: value": "用半角冒号，后面加一个空格：键: 值",
    "put a space behind the colon: key: value": "冒号后面加一个空格：键: 值",
    "replace the full-width {} by {}": "把全角的 {} 换成 {}",
    "compare with ==, not with =": "比较用 ==，不用 =",
    "write {}": "写 {}",
    "for each of a list, write for: [insured]; a list goes to functions whole": "逐个判断写 for: [insured]；列表只能整个交给函数",
    "name one of its facts: {}": "写出其中一个读数项：{}",
    'for years of age write age(birth_date); a date is written "YYYY-MM-DD"': '周岁写 age(birth_date)；日期写成 "YYYY-MM-DD"',
    "quotes make a text of a literal, and without them it is a number": "加引号是文本，不加引号是数字",
    "the two sides must be of one type": "两边须是同一类型",
    "write it out": "直接写出",
    "remove the tag": "去掉标签",
    "use extends": "用 extends",
    "write it flatter": "减少嵌套",
    "extend several files from one": "由一个文件继承多个文件",
    "join some of them": "合并其中几个",
    "take one extends of the circle away": "去掉环中的一个 extends",
    "declare it alike, or give it another name": "声明成一样的，或换个名称",
    "infoverify rules list shows the ids": "infoverify rules list 列出规则号",
    "a locked rule may only be made stricter": "锁定的规则只能更严",
    "override it, or give this rule an id of its own": "用 override，或另起规则号",
    "give the parameter {} a min or a max": "给参数 {} 加上 min 或 max",
    "stay within min and max, and of one type": "不超出 min 和 max，类型不变",
    "move it beside the file that extends it": "移到继承它的文件旁边",
    "a shipped name, or ./file.yaml beside this file": "内置名称，或本文件旁的 ./file.yaml",
    "a shipped name, or ./file.yaml": "内置名称，或 ./file.yaml",
    "see whether it is there": "看看文件是否存在",
    "compare with ==, join with and / or / not, quote texts": "用 == 比较，用 and、or、not 连接，文本加引号",
    "use a registered function": "用已登记的函数",
    "compare it with ==, or ask present({})": "用 == 比较，或写 present({})",
    "call it: {}": "调用它：{}",
    "name the part: {}": "写出部分：{}",
    "write a rule of its own for the parts that have it": "为有此字段的部分另写一条规则",
    "facts are plain names": "读数项是普通名称",
    "hand it to a function: {}": "把它交给函数：{}",
    "join two with and": "用 and 连接两个比较",
    "use == or !=": "用 == 或 !=",
    "use {}(a, b), which knows their writing forms": "用 {}(a, b)，它认得各种写法",
    "write [..., ...]": "写 [..., ...]",
    "write the character itself": "直接写字符",
    "put it above the rule": "写在规则上方",
    "split the rule in two, or register a function": "拆成两条规则，或登记一个函数",
    "split the rule": "拆开规则",
    "write the rule for: [{}], or hand {} to a function": "规则写 for: [{}]，或把 {} 交给函数",
    "a part of your own, lead.contact, or policyholder.x_vip": "自己的部分如 lead.contact，或 policyholder.x_vip",
    "build it again: {}": "重新编译：{}",
    "name the YAML file that it was built of": "改用编译它所用的 YAML 文件",
    "rulesets/bindings holds examples of every layout": "rulesets/bindings 有各种布局的样板",
}


#: The words for types that stand in a problem without quotes; names stand in quotes.
_TYPES: Final[dict[str, str]] = {
    "text": "文本",
    "number": "数字",
    "date": "日期",
    "truth": "真假值",
    "code": "代码",
    "codes": "代码列表",
    "list": "列表",
    "until": "截止日期",
    "names": "姓名",
    "addresses": "地址",
}


def in_chinese(error: RulesetError) -> str:
    """Return an error's text in Chinese: where, which rule, what, and what to try.

    A sentence without a twin stays English within the frame.
    """
    place = error.file or "<规则集>"
    if error.line is not None:
        place += f":{error.line}"
        if error.column is not None:
            place += f":{error.column}"
    rule = f"规则 {error.rule}：" if error.rule else ""
    hint = f"；试试：{hint_in_chinese(error.hint)}" if error.hint else ""
    problem, _ = problem_in_chinese(error.problem)
    return f"{place}：{rule}{problem}{hint}"


def problem_in_chinese(problem: str) -> tuple[str, bool]:
    """Return a problem in Chinese, and whether it has a twin."""
    import re  # noqa: PLC0415 - errors only

    at = re.fullmatch(r"(.+) at character (\d+)", problem, re.DOTALL)
    if at is not None:
        inner, known = problem_in_chinese(at[1])
        return f"{inner}（第 {at[2]} 个字符）", known
    key = re.fullmatch(r"([\w.\[\]]+): (.+)", problem, re.DOTALL)
    if key is not None:
        inner, known = problem_in_chinese(key[2])
        if known:
            return f"{key[1]}：{inner}", True
    found = _twin(problem, _patterns("problems"))
    return (problem, False) if found is None else (found, True)


def hint_in_chinese(hint: str) -> str:
    """Return a hint in Chinese, itself if it has no twin."""
    found = _twin(hint, _patterns("hints"))
    return hint if found is None else found


def _twin(text: str, patterns: list[tuple[re.Pattern[str], str]]) -> str | None:
    for pattern, zh in patterns:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        for part in match.groups():
            inner = _twin(part, patterns) if " " in part else _TYPES.get(part)
            zh = zh.replace("{}", inner or part, 1)  # noqa: PLW2901 - filled in
        return zh
    return None


@cache
def _patterns(which: str) -> list[tuple[re.Pattern[str], str]]:
    import re  # noqa: PLC0415 - errors only

    table = PROBLEMS if which == "problems" else HINTS
    rows = [
        (re.compile(re.escape(en).replace(r"\{\}", "(.+?)"), re.DOTALL), zh)
        for en, zh in table.items()
    ]
    # What says most in words of its own comes first.
    rows.sort(key=lambda row: -len(row[0].pattern.replace("(.+?)", "")))
    return rows
