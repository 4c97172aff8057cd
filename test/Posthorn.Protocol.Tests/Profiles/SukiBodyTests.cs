using System.Buffers;
using System.Text.Json;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Tests.Profiles;

public sealed class SukiBodyTests
{
    private const string Canary = "c4n4ry";

    public static TheoryData<string, string, string> Refused => new()
    {
        { EventTypes.SessionCompleted, "{}", "/data/session_id" },
        { EventTypes.SessionCompleted, """{"session_id":"s-1"}""", "/data/encounter_id" },
        { EventTypes.SessionCompleted, """{"session_id":"","encounter_id":"e-1"}""", "/data/session_id" },
        { EventTypes.SessionCompleted, """{"session_id":7,"encounter_id":"e-1"}""", "/data/session_id" },
        { EventTypes.SessionCompleted, """{"session_id":"s-1","encounter_id":null}""", "/data/encounter_id" },
        { EventTypes.SessionCompleted, """{IDS,"kind":"dictation"}""", "/data/kind" },
        { EventTypes.SessionCompleted, """{IDS,"kind":1}""", "/data/kind" },
        { EventTypes.SessionCompleted, """{IDS,"patient":"x"}""", "/data/patient" },
        { EventTypes.SessionCompleted, """{IDS,"status":"success"}""", "/data/status" },
        { EventTypes.SessionCompleted, """{IDS,"_links":{}}""", "/data/_links" },
        { EventTypes.SessionCompleted, """{IDS,"error_code":"x"}""", "/data/error_code" },
        { EventTypes.SessionCompleted, """{IDS,"a/b~c":1}""", "/data/a~1b~0c" },
        { EventTypes.SessionCompleted, """{IDS,"session_id":"s-1"}""", "/data/session_id" },
        { EventTypes.SessionCompleted, """{IDS,"sessions":"s-1"}""", "/data/sessions" },
        { EventTypes.SessionCompleted, """{IDS,"sessions":["s-1",2]}""", "/data/sessions/1" },
        { EventTypes.SessionCompleted, """{IDS,"additional_info":[]}""", "/data/additional_info" },
        { EventTypes.SessionCompleted, """{IDS,"links":[]}""", "/data/links" },
        { EventTypes.SessionCompleted, """{IDS,"links":{"contents":{} } }""", "/data/links/contents" },
        { EventTypes.SessionCompleted, """{IDS,"links":{"contents":[{}]}}""", "/data/links/contents/0/href" },
        { EventTypes.SessionCompleted, """{IDS,"links":{"a":[{"href":"/a"},{"href":"/b","rel":"x"}]}}""", "/data/links/a/1/rel" },
        { EventTypes.SessionFailed, "{IDS}", "/data/error_code" },
        { EventTypes.SessionFailed, """{IDS,"error_code":"E","links":{}}""", "/data/links" },
        { EventTypes.SessionFailed, """{IDS,"error_code":"E","error_detail":null}""", "/data/error_detail" },
        { EventTypes.SessionTimedOut, """{IDS,"error_code":"E"}""", "/data/error_code" },
        { EventTypes.SessionCancelled, """{IDS,"links":{}}""", "/data/links" },
        { EventTypes.SessionCancelled, "[]", "/data" },
        { EventTypes.SessionCancelled, "null", "/data" },
        { EventTypes.SessionCancelled, "", "/data" },
        { EventTypes.SessionCancelled, "{", "/data" },
        { EventTypes.SessionCancelled, """{IDS} x""", "/data" },
        { EventTypes.SessionCancelled, """{IDS,}""", "/data" },
        { "note_generation.succeeded", "{IDS}", "/type" },
        { "session.paused", "{IDS}", "/type" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void SU_S4_data_that_is_not_of_the_documented_members_is_refused_with_its_place(string eventType, string data, string pointer) =>
        Profile.Suki.Refuse(eventType, WithIds(data)).Pointer.ShouldBe(pointer);

    [Fact]
    public void SU_S4_a_failure_has_exactly_five_members_also_without_a_detail()
    {
        var body = Profile.Suki.Render(EventTypes.SessionFailed, WithIds("""{IDS,"error_code":"E"}"""));

        body.ShouldBe(WithIds("""{"status":"failure",IDS,"error_code":"E","error_detail":""}"""));
        JsonElement.Parse(Profile.Suki.Render(EventTypes.SessionFailed, Samples.Data[EventTypes.SessionFailed]))
            .EnumerateObject().Count().ShouldBe(5);
    }

    [Fact]
    public void SU_S4_the_body_has_the_vendors_order_whatever_the_order_of_the_data()
    {
        var body = Profile.Suki.Render(
            EventTypes.SessionCompleted,
            """{ "links" : { "status" : [ { "href":"/a" } ] }, "encounter_id" : "e-1", "sessions":[ ], "session\u005fid":"s-1" }""");

        body.ShouldBe(WithIds("""{"status":"success",IDS,"sessions":[ ],"_links":{ "status" : [ { "href":"/a" } ] }}"""));
    }

    [Fact]
    public void A_problem_shows_no_value_of_the_data()
    {
        foreach (var data in new[]
        {
            """{"session_id":["c4n4ry"],"encounter_id":"c4n4ry"}""",
            """{IDS,"kind":"c4n4ry"}""",
            """{IDS,"additional_info":"c4n4ry"}""",
            Canary,
        })
        {
            Profile.Suki.Refuse(EventTypes.SessionCompleted, WithIds(data)).ToString().ShouldNotContain(Canary);
        }
    }

    [Fact]
    public void A_long_name_is_cut_in_the_pointer() =>
        Profile.Suki.Refuse(EventTypes.SessionCompleted, WithIds("{IDS,\"" + new string('x', 5000) + "\":1}"))
            .Pointer.Length.ShouldBeLessThan(80);

    [Fact]
    public void The_names_of_the_undocumented_statuses_can_be_chosen()
    {
        var profile = Profile.ForSuki(new SukiStatusNames { TimedOut = "timed \"out\"", Cancelled = "aborted" });

        profile.Render(EventTypes.SessionTimedOut, WithIds("{IDS}")).ShouldBe(WithIds("""{"status":"timed \u0022out\u0022",IDS}"""));
        profile.Render(EventTypes.SessionCancelled, WithIds("{IDS}")).ShouldBe(WithIds("""{"status":"aborted",IDS}"""));
        profile.Name.ShouldBe("suki");
    }

    [Theory]
    [InlineData("", "cancelled")]
    [InlineData("success", "cancelled")]
    [InlineData("Failure", "cancelled")]
    [InlineData("same", "SAME")]
    [InlineData("timeout", " ")]
    public void Statuses_that_nobody_could_tell_apart_are_refused(string timedOut, string cancelled) =>
        Should.Throw<ArgumentException>(() => Profile.ForSuki(new SukiStatusNames { TimedOut = timedOut, Cancelled = cancelled }));

    [Fact]
    public void Nothing_is_written_when_something_is_wrong()
    {
        var output = new ArrayBufferWriter<byte>();

        Profile.Suki.TryRender(EventTypes.SessionFailed, Samples.OccurredAt, """{"session_id":"s-1"}"""u8, output, out _).ShouldBeFalse();

        output.WrittenCount.ShouldBe(0);
    }

    private static string WithIds(string template) =>
        template.Replace("IDS", """ "session_id":"s-1","encounter_id":"e-1" """.Trim(), StringComparison.Ordinal);
}
