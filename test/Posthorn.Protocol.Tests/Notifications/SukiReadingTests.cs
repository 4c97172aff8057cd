using System.Text;
using System.Text.Json;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Tests.Profiles;

namespace Posthorn.Protocol.Tests.Notifications;

public sealed class SukiReadingTests
{
    [Fact]
    public void SU_R5_the_documented_success_is_read_whole()
    {
        var notification = Profile.Suki.Read<SessionCompleted>(
            """
            {"status":"success","session_id":"0b6f6c3e-0000-4000-8000-000000000001","encounter_id":"visit-42",
             "sessions":["0b6f6c3e-0000-4000-8000-000000000001"],"additional_info":{"priority":"high"},
             "_links":{"contents":[{"href":"/api/v1/ambient/session/1/content","method":"GET","name":"content","type":"application/json"}],
                       "transcripts":[{"href":"/api/v1/ambient/session/1/transcript","method":"GET","name":"transcript"}]}}
            """);

        notification.EventType.ShouldBe("session.completed");
        notification.Status.ShouldBe("success");
        notification.SessionId.ShouldBe("0b6f6c3e-0000-4000-8000-000000000001");
        notification.Subject.ShouldBe(notification.SessionId);
        notification.EncounterId.ShouldBe("visit-42");
        notification.Sessions.ShouldBe(["0b6f6c3e-0000-4000-8000-000000000001"]);
        notification.AdditionalInfo!.Value.GetProperty("priority").GetString().ShouldBe("high");
        notification.Links.Keys.ShouldBe(["contents", "transcripts"]);
        notification.Links["contents"].Single().ShouldBe(
            new Link("/api/v1/ambient/session/1/content") { Method = "GET", Name = "content", Type = "application/json" });
        notification.DedupeKey.ShouldBe("success:0b6f6c3e-0000-4000-8000-000000000001");
    }

    [Fact]
    public void SU_R5_the_documented_failure_is_read_whole()
    {
        var notification = Profile.Suki.Read<SessionFailed>(
            """
            {"status":"failure","session_id":"s-1","encounter_id":"e-1",
             "error_code":"ERROR_CODE_TRANSCRIPTION","error_detail":"Error in transcription"}
            """);

        notification.ErrorCode.ShouldBe("ERROR_CODE_TRANSCRIPTION");
        notification.ErrorDetail.ShouldBe("Error in transcription");
        notification.DedupeKey.ShouldBe("failure:ERROR_CODE_TRANSCRIPTION:s-1");
    }

    [Fact]
    public void SU_R5_the_example_of_the_overview_with_an_absolute_link_and_no_type_is_read()
    {
        var notification = Profile.Suki.Read<SessionCompleted>(
            """
            {"status":"success","session_id":"s","encounter_id":"visit-abc-001","sessions":[],
             "_links":{"contents":[{"href":"https://sdp.suki.ai/x","method":"GET","name":"content"}]}}
            """);

        notification.Sessions.ShouldBeEmpty();
        notification.Links["contents"][0].Type.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"timeout\"", typeof(SessionTimedOut))]
    [InlineData("\"timed_out\"", typeof(SessionTimedOut))]
    [InlineData("\"TIMEOUT\"", typeof(SessionTimedOut))]
    [InlineData("\"cancelled\"", typeof(SessionCancelled))]
    [InlineData("\"canceled\"", typeof(SessionCancelled))]
    [InlineData("\"aborted\"", typeof(SessionCancelled))]
    [InlineData("\"Success\"", typeof(SessionCompleted))]
    [InlineData("\"FAILURE\"", typeof(SessionFailed))]
    [InlineData("\"skipped\"", typeof(SessionUnknown))]
    [InlineData("\"\"", typeof(SessionUnknown))]
    [InlineData("null", typeof(SessionUnknown))]
    [InlineData("7", typeof(SessionUnknown))]
    [InlineData("{}", typeof(SessionUnknown))]
    public void SU_R4_every_status_is_surfaced_with_the_ids_of_its_session(string status, Type type)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"status":{{status}},"session_id":"s-1","encounter_id":"e-1"}""");

        Notification.TryRead(Profile.Suki, body, out var notification, out _).ShouldBeTrue();

        notification.ShouldBeOfType(type);
        notification.ShouldBeAssignableTo<SessionNotification>()!.SessionId.ShouldBe("s-1");
    }

    [Fact]
    public void SU_R4_a_missing_status_is_unknown()
    {
        var notification = Profile.Suki.Read<SessionUnknown>("""{"session_id":"s-1"}""");

        notification.Status.ShouldBeNull();
        notification.EventType.ShouldBeNull();
        notification.DedupeKey.ShouldBe("unknown::s-1");
        Profile.Suki.Read<SessionUnknown>("[1]").DedupeKey.ShouldStartWith("sha256:");
    }

    [Fact]
    public void SU_R4_names_chosen_for_the_undocumented_statuses_are_read_back()
    {
        var profile = Profile.ForSuki(new SukiStatusNames { TimedOut = "expired", Cancelled = "withdrawn" });

        profile.Read<SessionTimedOut>("""{"status":"expired"}""");
        profile.Read<SessionCancelled>("""{"status":"withdrawn"}""");
    }

    [Fact]
    public void SU_R5_new_members_are_kept_and_members_of_another_type_are_nothing()
    {
        var notification = Profile.Suki.Read<SessionCompleted>(
            """
            {"status":"success","session_id":12345678901234567890,"encounter_id":{},"sessions":"one","additional_info":null,"_links":[],
             "event":"session_summary_generated","new":{"x":[1]}}
            """);

        notification.SessionId.ShouldBe("12345678901234567890");
        notification.EncounterId.ShouldBeNull();
        notification.Sessions.ShouldBe(["one"]);
        notification.AdditionalInfo.ShouldBeNull();
        notification.Links.ShouldBeEmpty();
        notification.Root.GetProperty("new").GetProperty("x")[0].GetInt32().ShouldBe(1);
    }

    [Fact]
    public void SU_R6_duplicates_meet_under_one_key_and_other_outcomes_do_not()
    {
        string[] bodies =
        [
            """{"status":"success","session_id":"s-1"}""", """{"status":"success","session_id":"s-2"}""",
            """{"status":"failure","session_id":"s-1"}""", """{"status":"failure","session_id":"s-1","error_code":"A"}""",
            """{"status":"failure","session_id":"s-1","error_code":"B"}""", """{"status":"failure","session_id":"B:s-1"}""",
            """{"status":"timeout","session_id":"s-1"}""", """{"status":"cancelled","session_id":"s-1"}""",
            """{"status":"other","session_id":"s-1"}""", """{"session_id":"s-1"}""",
            """{"status":"success"}""", """{"status":"success" }""",
        ];

        KeysOf(bodies[6..7]).ShouldBe(["timeout:s-1"]);
        KeysOf(bodies).Count(key => key.StartsWith("sha256:", StringComparison.Ordinal)).ShouldBe(2);
        KeysOf(bodies).Distinct().Count().ShouldBe(bodies.Length);
        KeysOf(["""{ "session_id":"s-1", "status":"success", "encounter_id":"e" }"""]).ShouldBe(KeysOf(bodies[..1]));

        static List<string> KeysOf(string[] bodies) => [.. bodies.Select(body =>
            Notification.TryRead(Profile.Suki, Encoding.UTF8.GetBytes(body), out var notification, out _) ? notification.DedupeKey : "")];
    }

    [Fact]
    public void A_very_long_key_is_a_hash() =>
        Profile.Suki.Read<SessionCompleted>($$"""{"status":"success","session_id":"{{new string('x', 1000)}}"}""")
            .DedupeKey.Length.ShouldBe("sha256:".Length + 64);

    [Fact]
    public void What_is_rendered_is_read_and_renders_again_to_the_same_bytes()
    {
        foreach (var type in EventTypes.OfSessions)
        {
            var body = Profile.Suki.Render(type, Samples.Data[type]);
            Notification.TryRead(Profile.Suki, Encoding.UTF8.GetBytes(body), out var notification, out _).ShouldBeTrue();
            notification.EventType.ShouldBe(type);

            var again = Profile.Suki.Render(type, Encoding.UTF8.GetString(notification.ToDataJson()));

            JsonElement.DeepEquals(JsonElement.Parse(again), JsonElement.Parse(body)).ShouldBeTrue(again);
        }
    }

    [Fact]
    public void No_content_is_printed()
    {
        var notification = Profile.Suki.Read<SessionFailed>("""{"status":"failure","session_id":"c4n4ry","error_detail":"c4n4ry"}""");

        notification.ToString().ShouldBe("SessionFailed");
        new Link("/c4n4ry").ToString().ShouldBe("Link");
    }
}
