def compact(v): return "".join(v.split())
def same_name(a,b): return True if compact(a)==compact(b) else (False if all('\u4e00'<=c<='\u9fff' for c in a+b) else None)
