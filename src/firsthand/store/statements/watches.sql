-- name: watches
select number, words, story, since from watch order by number;

-- name: add_watch
insert into watch (words, story, since) values (:words, :story, :since);

-- name: delete_watch
delete from watch where number = ?;

-- name: alerted
select hash from alerted where watch = ?;

-- name: alert
insert into alerted (watch, hash, at) values (?, ?, ?) on conflict do nothing;
