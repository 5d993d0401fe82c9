DROP TABLE "inquiry";
DROP INDEX measure_closed;
DROP TABLE "look_back";
DROP TABLE "look_back_draw";
