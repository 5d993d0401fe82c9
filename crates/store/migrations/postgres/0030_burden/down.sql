DROP TABLE "burden_report";
DROP TABLE "burden_request";
DROP TABLE "question_field";
DROP TABLE "question";
DROP TABLE "burden_budget";
DROP TABLE "burden_minutes";
