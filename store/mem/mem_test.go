package mem_test

import (
	"testing"
	"time"

	"shinsa/review"
	"shinsa/store/mem"
	"shinsa/store/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(_ testing.TB, now func() time.Time) review.Store { return mem.New(now) })
}
