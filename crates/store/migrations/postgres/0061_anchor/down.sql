DROP TABLE "tree_secret";
DROP TABLE "checkpoint";
DROP TABLE "tree_node";
