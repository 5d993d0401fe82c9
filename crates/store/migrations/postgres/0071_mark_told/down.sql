-- What the chain tells of the mark can't be untold.
SELECT 1;
