paging-name = 翻页
paging-previous = 上一页
paging-next = 下一页
paging-shown = 本页 { $shown } 条，共 { $of } 条
paging-shown-of-more = 本页 { $shown } 条，后面还有
