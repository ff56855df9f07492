namespace Sutler.Host.Tests.Cache;

/// <summary>
/// Imports, exports, look-ups and changes behind the host's back in random order, some in the middle of an import, some cut off by a crash.
/// An export is never undone by an older reading, and after a crash and its recovery a delta brings the cache to what the target holds:
/// so no watermark was ahead of its page.
/// </summary>
public sealed class CacheModelTests
{
    private const int Seed = 20_260_301;
    private const int Rounds = 10;
    private const int Steps = 60;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Agrees_with_the_target_after_any_history(bool canFind)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var seed = Seed + round;
            await using var model = new CacheModel(seed, canFind);
            await model.OpenAsync();
            await model.FullAsync(disturbed: false);
            for (var step = 0; step < Steps; step++)
            {
                await model.StepAsync();
                model.ShouldHoldEveryExport($"seed {seed}, step {step}");
            }

            await model.CrashAsync();
            await model.DeltaAsync(disturbed: false);
            model.ShouldEqualTarget($"seed {seed}, after the last crash and a delta");
            await model.FullAsync(disturbed: false);
            model.ShouldEqualTarget($"seed {seed}, after a full import");
        }
    }

    [Fact]
    public async Task Stores_what_it_shows()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await using var model = new CacheModel(Seed - round - 1, canFind: true);
            await model.OpenAsync();
            await model.FullAsync(disturbed: false);
            for (var step = 0; step < Steps; step++)
                await model.StepAsync();
            var shown = model.Shown();

            await model.CrashAsync();

            model.Shown().ShouldBe(shown, $"seed {Seed - round - 1}");
        }
    }
}
