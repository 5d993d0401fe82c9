DROP TABLE "notice_read";
