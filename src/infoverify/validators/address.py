def compact(v):
    return "".join(v.split())


def same_place(a, b):
    return True if compact(a) == compact(b) else None
