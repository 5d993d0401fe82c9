DROP TABLE "signing_note";
