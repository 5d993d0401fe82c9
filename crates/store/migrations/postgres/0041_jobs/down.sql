DROP TABLE "mail_wish";
DROP TABLE "job";
