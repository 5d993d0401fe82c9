DROP TABLE "unit_change";
