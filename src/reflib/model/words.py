"""The words of the interface, in both languages; site and terminal share them."""

from .entry import Text

WORDS = {
    "alias": Text("Also found under", "相关检索词"),
    "deprecated": Text("Deprecated", "已弃用"),
    "edit": Text("Edit this entry", "修改此条目"),
    "errata": Text("Errata: what older articles say", "勘误：旧文章的说法"),
    "example": Text("Example", "示例"),
    "failing": Text("fails", "未通过"),
    "formula": Text("Formula", "公式"),
    "gallery": Text("In the gallery", "示例脚本"),
    "name": Text("Name", "名称"),
    "never existed": Text("never existed", "从未存在"),
    "not run": Text("not run yet", "尚未运行"),
    "note": Text("Watch out", "注意"),
    "official": Text("Official page", "官方文档"),
    "old": Text("Old spellings", "旧写法"),
    "parameters": Text("Parameters", "参数"),
    "raises": Text("raises today", "如今报错"),
    "removed": Text("Removed", "已移除"),
    "renamed": Text("Renamed", "已改名"),
    "required": Text("required", "必填"),
    "returns": Text("Returns", "返回值"),
    "see": Text("See also", "另见"),
    "shape": Text("Shape", "形状"),
    "stale": Text("changed since it was checked", "检查之后有改动"),
    "use": Text("Use", "改用"),
    "verified": Text("verified", "已验证"),
    "warns": Text("warns today", "如今触发警告"),
    "works": Text("still works", "仍可用"),
    "search.search": Text("Search", "搜索"),
    "search.placeholder": Text("A name, an old spelling, an error message …", "名称、旧写法、报错信息、拼音……"),
    "search.results": Text("Results", "结果"),
    "search.close": Text("Close", "关闭"),
    "search.none": Text("Nothing found.", "没有找到。"),
    "search.hint": Text(
        "Type a name, a word, pinyin, or paste an error message.", "输入名称、词语、拼音，或粘贴报错信息。"
    ),
    "search.recent": Text("recent", "最近访问"),
    "search.used": Text("most used", "常用"),
    "search.page": Text("page", "文章"),
    "search.param": Text("parameter", "参数"),
    "search.message": Text("message", "报错信息"),
    "search.filter": Text("Filter", "筛选"),
    "search.any": Text("any", "不限"),
    "search.status-current": Text("current", "现行"),
    "search.status-deprecated": Text("deprecated", "已弃用"),
    "search.status-removed": Text("removed", "已移除"),
    "search.verified-cpu": Text("CPU", "CPU"),
    "search.verified-cuda": Text("CUDA", "CUDA"),
    "search.old-yes": Text("answered", "有"),
    "search.old-no": Text("none", "无"),
    "search.family": Text("Family", "类别"),
    "search.status": Text("Status", "状态"),
    "search.verified": Text("Verified", "验证"),
    "search.old": Text("Old spelling", "旧写法"),
    "resolver.label": Text("Old code, or a traceback", "旧代码或报错信息"),
    "resolver.placeholder": Text(
        "Paste a line, a whole script, or a traceback …", "粘贴一行代码、整个脚本或一段报错信息……"
    ),
    "resolver.button": Text("Paste an example", "粘贴一个示例"),
    "resolver.output": Text("What is outdated in it", "其中过时的写法"),
    "resolver.found": Text("Places to look at: ", "需要留意之处："),
    "resolver.none": Text("No old spelling that the handbook knows.", "没有发现手册收录的旧写法。"),
}

NEEDS = {
    "cuda": Text("needs a GPU", "需要 GPU"),
    "cuda:2": Text("needs two GPUs", "需要两块 GPU"),
    "no gpu": Text("without a GPU", "限没有 GPU 的机器"),
    "cpu build": Text("torch without CUDA", "限不带 CUDA 的 torch"),
    "cuda build": Text("torch with CUDA", "限带 CUDA 的 torch"),
}


def needs(requirement: str) -> Text:
    """How a badge names what an example requires."""
    return NEEDS.get(requirement, Text(f"needs {requirement}", f"需要 {requirement}"))
