"""The words of the interface, in both languages; site and terminal share them."""

from .entry import Text

WORDS = {
    "alias": Text("Also called", "又称"),
    "deprecated": Text("Deprecated", "已弃用"),
    "edit": Text("Edit this entry", "修改此条目"),
    "example": Text("Example", "示例"),
    "failing": Text("fails", "未通过"),
    "formula": Text("Formula", "公式"),
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
    "requires": Text("needs", "需要"),
    "returns": Text("Returns", "返回值"),
    "see": Text("See also", "另见"),
    "shape": Text("Shape", "形状"),
    "stale": Text("changed since it was checked", "检查之后有改动"),
    "use": Text("Use", "改用"),
    "verified": Text("verified", "已验证"),
    "warns": Text("warns today", "如今触发警告"),
    "works": Text("still works", "仍可用"),
}
