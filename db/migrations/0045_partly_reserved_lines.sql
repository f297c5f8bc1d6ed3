-- Of a line some units may be canceled while the others stay reserved.
alter table orders.lines drop constraint lines_check, add constraint lines_reserved check (reserved between 0 and units);
