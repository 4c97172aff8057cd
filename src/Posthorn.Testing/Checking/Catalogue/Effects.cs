using System.Globalization;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>What notifications did, where somebody can tell.</summary>
internal static class Effects
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the effects of what was acknowledged, and then a little for those that should not come.</summary>
    public static async Task<Verdict> JudgeAsync(CheckRun run, string subject, int expected, ReadOnlyMemory<byte>? holds = null)
    {
        if (run.Options.Effects is not { } read)
        {
            return Verdict.Unproven("The answers are right. What it did cannot be seen from outside: let it count its effects (--effects-url), or check it in process.");
        }

        var reading = await UntilAsync(run, read, subject, expected);
        if (reading is not null && reading.Applied >= expected)
        {
            await Task.Delay(run.Options.EffectSettling, run.Options.Clock, run.Stop);
            reading = await read(subject, run.Stop);
        }

        return reading is null ? Verdict.Unproven("The counter of effects gave no answer that could be read.") : Judge(reading, expected, holds);
    }

    private static Verdict Judge(EffectReading reading, int expected, ReadOnlyMemory<byte>? holds)
    {
        var times = $"It took effect {Times(reading.Applied)}";
        if (reading.Applied != expected)
        {
            return reading.Applied == 0
                ? Verdict.Unproven("It was acknowledged, and no effect was counted in time: does its handler take this type, and does it count it?")
                : Verdict.Fail($"{times}, where {Times(expected)} was right.");
        }

        if (holds is not { } body)
        {
            return Verdict.Pass($"{times}.");
        }

        return reading.BodySha256 is null
            ? Verdict.Unproven($"{times}; which content holds the counter does not tell (body_sha256).")
            : reading.BodySha256 == Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body.Span))
                ? Verdict.Pass($"{times}, and the newest content holds.")
                : Verdict.Fail("An older content holds where a newer one had come.");
    }

    private static async Task<EffectReading?> UntilAsync(CheckRun run, Func<string, CancellationToken, Task<EffectReading?>> read, string subject, int expected)
    {
        var start = run.Options.Clock.GetTimestamp();
        while (true)
        {
            var reading = await read(subject, run.Stop);
            if (reading is null || reading.Applied >= expected || run.Options.Clock.GetElapsedTime(start) > run.Options.EffectPatience)
            {
                return reading;
            }

            await Task.Delay(Between, run.Options.Clock, run.Stop);
        }
    }

    private static string Times(int number) => number == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{number} times");
}
