using System.Text;
using System.Text.Json;
using Posthorn.Bench.Loading;
using Posthorn.Bench.Measuring;
using Posthorn.Bench.Running;

namespace Posthorn.Bench.Tests;

public sealed class EventMarkTests
{
    [Theory]
    [InlineData(0u, 0)]
    [InlineData(0xdeadbeefu, int.MaxValue)]
    public void A_mark_is_found_again_in_a_body_that_was_written_anew(uint run, int sequence)
    {
        var body = Encoding.UTF8.GetBytes($$"""{ "data" : { "id" : "{{new EventMark(run, sequence)}}" } }""");

        EventMark.TryFind(body, out var mark).ShouldBeTrue();

        mark.ShouldBe(new EventMark(run, sequence));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("bench-0000002a-000000000")]
    [InlineData("bench-0000002a-00000000x7")]
    [InlineData("bench-000002a--0000000007")]
    public void What_is_no_mark_is_refused(string text) => EventMark.TryFind(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Fact]
    public void Every_type_of_the_load_is_json_of_the_size_asked_for_with_its_mark_in_it()
    {
        foreach (var type in SullyTypes.All)
        {
            var body = EventTemplate.Body(type, payloadBytes: 1024);
            EventTemplate.Of(body).Write(body, new(Run: 7, Sequence: 9));

            using var json = JsonDocument.Parse(body);
            json.RootElement.GetProperty("type").GetString().ShouldBe(type);
            json.RootElement.GetProperty("data").GetRawText().Length.ShouldBe(1024);
            EventMark.TryFind(body, out var mark).ShouldBeTrue();
            mark.ShouldBe(new EventMark(7, 9));
        }
    }

    [Fact]
    public void A_batch_numbers_its_events_one_after_the_other()
    {
        var batch = new BatchBody("ptn_1", SullyTypes.NoteSucceeded, count: 3, payloadBytes: 600);
        batch.Number(run: 1, first: 40);

        using var json = JsonDocument.Parse(batch.Bytes);
        json.RootElement.GetProperty("events").EnumerateArray()
            .Select(item => (item.GetProperty("partner_id").GetString(), item.GetProperty("data").GetProperty("id").GetString()))
            .ShouldBe(
            [
                ("ptn_1", "bench-00000001-0000000040"),
                ("ptn_1", "bench-00000001-0000000041"),
                ("ptn_1", "bench-00000001-0000000042"),
            ]);
    }
}
