DROP TABLE "ledger_import";
