-- what of a watch is told: a kind of news, or with none all of it
alter table watch add column kind text;
