package assets

import (
	"embed"
	"fmt"
)

// SampleCriteria is the sample edition of the criteria that the program carries until a body imports its own.
const SampleCriteria = "iaas-paas-iot-sample-1.yaml"

//go:embed criteria/*.yaml
var criteria embed.FS

// Criteria returns an edition of the criteria by its file name, in the format of the review/criteria room.
func Criteria(name string) ([]byte, error) {
	b, err := criteria.ReadFile("criteria/" + name)
	if err != nil {
		return nil, fmt.Errorf("read criteria: %w", err)
	}
	return b, nil
}
