-- name: parse
select tokens from parse where key = ? and model = ?;

-- name: add_parse
insert into parse (key, model, tokens) values (?, ?, ?) on conflict do nothing;

-- name: prune_parses
delete from parse where number <= (select max(number) from parse) - :kept;

-- name: delete_parse
delete from parse where key = ?;

-- name: vector
select numbers from vector where key = ? and model = ?;

-- name: add_vector
insert into vector (key, model, numbers) values (?, ?, ?) on conflict do nothing;

-- name: delete_vectors
delete from vector;
