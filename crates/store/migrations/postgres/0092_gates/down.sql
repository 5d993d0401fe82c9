DROP TABLE "round_again";
DROP TABLE "session_excuse";
DROP TABLE "gate_opening";
