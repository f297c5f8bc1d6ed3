-- A payout that leaves its batch: the name says from where.
update platform.transitions set name = 'remove_from_batch' where machine = 'payout' and name = 'take_out';
