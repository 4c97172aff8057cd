using System.Globalization;
using Posthorn.Testing.Effects;

namespace Posthorn.EndToEnd.Tests.Rehearsal;

public sealed class EffectRecorderTests
{
    private const int Writers = 8;
    private const int Effects = 500;

    [Fact]
    public async Task What_many_record_at_once_is_counted_and_everybody_who_waits_is_woken()
    {
        var recorder = new EffectRecorder();
        var waiters = Enumerable.Range(0, Writers).Select(writer => recorder.UntilAsync(NameOf(writer), Effects)).Append(recorder.UntilAsync(Writers * Effects)).ToArray();

        await Parallel.ForAsync(0, Writers, TestContext.Current.CancellationToken, (writer, _) =>
        {
            for (var effect = 0; effect < Effects; effect++)
            {
                recorder.Record(NameOf(writer));
            }

            return ValueTask.CompletedTask;
        });
        await Task.WhenAll(waiters);

        recorder.Total.ShouldBe(Writers * Effects);
        recorder.Counts.Values.ShouldAllBe(static count => count == Effects);
    }

    [Fact]
    public async Task What_happened_before_is_not_waited_for()
    {
        var recorder = new EffectRecorder();
        recorder.Record("first");

        await recorder.UntilAsync("first", within: TimeSpan.FromMilliseconds(1));
        recorder.CountOf("first").ShouldBe(1);
        recorder.CountOf("second").ShouldBe(0);
    }

    [Fact]
    public async Task Who_waits_in_vain_is_told_what_happened_instead()
    {
        var recorder = new EffectRecorder();
        recorder.Record("first");

        var error = await Should.ThrowAsync<TimeoutException>(() => recorder.UntilAsync("second", within: TimeSpan.FromMilliseconds(1)));

        error.Message.ShouldContain("first 1 times");
    }

    private static string NameOf(int writer) => writer.ToString(CultureInfo.InvariantCulture);
}
