paging-name = Pages
paging-previous = Previous page
paging-next = Next page
paging-shown = { $shown } of { $of } on this page
paging-shown-of-more = { $shown } on this page; there are more
