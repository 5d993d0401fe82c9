paging-name = 翻頁
paging-previous = 上一頁
paging-next = 下一頁
paging-shown = 本頁 { $shown } 條，共 { $of } 條
paging-shown-of-more = 本頁 { $shown } 筆，後面還有
