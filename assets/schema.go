package assets

import (
	"embed"
	"fmt"
)

//go:embed schema/*.json
var schemas embed.FS

// Schema returns the JSON Schema of a format by its file name, for example "criteria.schema.json".
func Schema(name string) ([]byte, error) {
	b, err := schemas.ReadFile("schema/" + name)
	if err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	return b, nil
}

// Schemas returns the file names of all JSON Schemas, sorted.
func Schemas() ([]string, error) {
	entries, err := schemas.ReadDir("schema")
	if err != nil {
		return nil, fmt.Errorf("list schemas: %w", err)
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, nil
}
