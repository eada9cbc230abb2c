create table half_made (a int);
create table never_made (a no_such_type);
