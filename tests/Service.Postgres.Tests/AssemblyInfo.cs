// Ends the server after the last test.
[assembly: AssemblyFixture(typeof(Sutler.Service.Tests.TestStore))]
