// The suites share two servers and compare what they see: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
