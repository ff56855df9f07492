using Sutler.Storage.Files;
using Sutler.Storage.Secrets;

namespace Sutler.Storage.Tests;

public sealed class FilesAndSecretsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sutler-files-").FullName;

    [Fact]
    public void Atomic_file_replaces_whole_and_is_for_the_owner_only()
    {
        var path = Path.Combine(_folder, "new", "secret");
        AtomicFile.WriteText(path, "a longer first content");
        AtomicFile.WriteText(path, "second");

        File.ReadAllText(path).ShouldBe("second");
        Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Folder_lock_is_held_by_one_and_free_again_afterwards()
    {
        using (var first = FolderLock.TryTake(_folder, "lock"))
        {
            first.ShouldNotBeNull();
            FolderLock.TryTake(_folder, "lock").ShouldBeNull();
        }

        using var again = FolderLock.TryTake(_folder, "lock");
        again.ShouldNotBeNull();
    }

    [Fact]
    public void Secret_is_read_from_a_file_beside_or_from_the_environment()
    {
        File.WriteAllText(Path.Combine(_folder, "token"), "from-file\nsecond line\n");
        Environment.SetEnvironmentVariable("SUTLER_TEST_SECRET", "from-environment");

        new SecretReference("file:token").Resolve(_folder).ShouldBe("from-file");
        new SecretReference("env:SUTLER_TEST_SECRET").Resolve(_folder).ShouldBe("from-environment");
    }

    [Theory]
    [InlineData("file:absent", "absent")]
    [InlineData("file:empty", "empty")]
    [InlineData("env:SUTLER_TEST_NOT_SET", "SUTLER_TEST_NOT_SET")]
    [InlineData("env:", "env:NAME")]
    public void Reference_that_leads_nowhere_says_which_and_what_to_do(string reference, string named)
    {
        File.WriteAllText(Path.Combine(_folder, "empty"), "\n");
        Should.Throw<SecretException>(() => new SecretReference(reference).Resolve(_folder)).Message.ShouldContain(named);
    }

    [Fact]
    public void Value_in_place_of_a_reference_is_refused_and_not_repeated() =>
        Should.Throw<SecretException>(() => new SecretReference("hunter2hunter2").Resolve(_folder)).Message.ShouldNotContain("hunter2");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
