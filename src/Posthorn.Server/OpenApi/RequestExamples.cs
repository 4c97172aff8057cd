using System.Text.Json;
using System.Text.Json.Nodes;
using Posthorn.Api;
using Posthorn.Api.Endpoints;
using Posthorn.Api.Events;
using Posthorn.Api.Json;
using Posthorn.Api.Partners;
using Posthorn.Api.Replays;
using Posthorn.Api.Sessions;
using Posthorn.Protocol.Profiles;
using Posthorn.Server.Events;

namespace Posthorn.Server.OpenApi;

/// <summary>One example of each body. Written as the types themselves, so that none can be out of date.</summary>
internal static class RequestExamples
{
    private static readonly object[] All =
    [
        new CreatePartner { Name = "North Clinic", Id = "ptn_north" },
        new CreateKey { Scope = KeyScope.Publisher },
        new CreateEndpoint { Url = "https://hooks.north.example/posthorn", Profile = "suki" },
        new UpdateEndpoint { MaxConcurrency = 8, EventTypes = new[] { EventTypes.SessionCompleted } },
        new RotateSecret { OverlapHours = 24 },
        new ReplayRange { Since = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), States = [ReplayState.Dead, ReplayState.Missed] },
        new PublishEvent { Type = EventTypes.SessionCompleted, Subject = "0b6f6c3e-0000-4000-8000-000000000001", Data = new(SampleData.Of(EventTypes.SessionCompleted)) },
        new PutSession { Kind = SessionKind.Ambient, EncounterId = "visit-42", TimeLimitSeconds = 3600 },
        new TurnSession { To = SessionState.Completed, Documents = new() { Content = RawJson.Parse("""{"summary":[{"title":"Plan","loinc_code":"18776-5","content":"Rest."}]}""") } },
        new SessionDocuments { Transcript = RawJson.Parse("""{"final_transcript":[]}""") },
        new PublishBatch
        {
            Events = [new() { PartnerId = "ptn_north", Type = EventTypes.CodingFailed, Data = new(SampleData.Of(EventTypes.CodingFailed)), IdempotencyKey = "cod_1-failed" }],
        },
    ];

    public static JsonNode? Of(Type type) => JsonSerializer.SerializeToNode(
        All.FirstOrDefault(one => one.GetType() == type) ?? throw new InvalidOperationException($"There is no example of {type.Name}."),
        PosthornJson.Default.GetTypeInfo(type)!);
}
