DROP TABLE "burden_past_budget";
DROP TABLE "burden_past_minutes";
DROP TABLE "burden_past";
