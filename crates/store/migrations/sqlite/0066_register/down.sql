DROP TABLE "backup_note";
DROP TABLE "register";
