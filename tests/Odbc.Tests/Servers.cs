using Sutler.Testing.Servers;

[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: AssemblyFixture(typeof(MariaDbServer))]

// One case counts the open files of the process: nothing else may open and close some meanwhile.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
