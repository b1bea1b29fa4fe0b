package store

import "errors"

// Migrations returns the steps of the schema.
var Migrations = migrations

// Migrate takes a data file through steps.
func Migrate(path string, steps []string) error {
	c, err := connect(path)
	if err != nil {
		return err
	}
	return errors.Join(c.migrate(steps), c.close())
}

// Seal seals a file as Backup does.
var Seal = seal
