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
