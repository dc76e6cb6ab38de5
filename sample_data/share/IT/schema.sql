CREATE TABLE client (
  id int NOT NULL, nhs_number char(10), key_safe_code varchar(8), door_code varchar(8),
  alarm_password varchar(40), access_notes text, PRIMARY KEY (id)
);
-- no rows: the structure only. Version 20261005.
