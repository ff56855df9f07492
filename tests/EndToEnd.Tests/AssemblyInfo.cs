// Each test starts processes that need the whole machine; two at once would only measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
