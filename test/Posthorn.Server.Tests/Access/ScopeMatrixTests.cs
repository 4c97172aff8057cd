using System.Net;
using Posthorn.Api.Partners;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Access;

public sealed class ScopeMatrixTests(RunningServer server)
{
    private const string Nobody = "";

    /// <summary>Who may call what. A: anybody, o: operator, u: publisher, p: partner, s: partner with self service.</summary>
    private static readonly Dictionary<string, string> Matrix = new()
    {
        ["GET /health/live"] = "A",
        ["GET /health/ready"] = "A",
        ["GET /metrics"] = "A",
        ["GET /openapi/v1.json"] = "A",
        ["POST /v1/partners"] = "o",
        ["GET /v1/partners"] = "o",
        ["GET /v1/partners/{partner}"] = "o ps",
        ["POST /v1/partners/{partner}/keys"] = "o",
        ["GET /v1/partners/{partner}/keys"] = "o",
        ["DELETE /v1/partners/{partner}/keys/{key}"] = "o",
        ["POST /v1/partners/{partner}/endpoints"] = "o s",
        ["GET /v1/partners/{partner}/endpoints"] = "o ps",
        ["GET /v1/partners/{partner}/endpoints/{endpoint}"] = "o ps",
        ["PATCH /v1/partners/{partner}/endpoints/{endpoint}"] = "o s",
        ["DELETE /v1/partners/{partner}/endpoints/{endpoint}"] = "o s",
        ["POST /v1/partners/{partner}/endpoints/{endpoint}/rotate-secret"] = "o s",
        ["POST /v1/partners/{partner}/endpoints/{endpoint}/enable"] = "o s",
        ["POST /v1/partners/{partner}/endpoints/{endpoint}/disable"] = "o s",
        ["POST /v1/partners/{partner}/endpoints/{endpoint}/test"] = "o s",
        ["POST /v1/partners/{partner}/endpoints/{endpoint}/replay"] = "o ps",
        ["POST /v1/partners/{partner}/events"] = "ou",
        ["POST /v1/events/batch"] = "ou",
        ["GET /v1/partners/{partner}/events"] = "o ps",
        ["PUT /v1/partners/{partner}/sessions/{session}"] = "ou",
        ["GET /v1/partners/{partner}/sessions/{session}"] = "o ps",
        ["PUT /v1/partners/{partner}/sessions/{session}/documents"] = "ou",
        ["POST /v1/partners/{partner}/sessions/{session}/transitions"] = "ou",
        ["GET /api/v1/ambient/session/{session}/status"] = " ps",
        ["GET /api/v1/ambient/session/{session}/content"] = " ps",
        ["GET /api/v1/ambient/session/{session}/transcript"] = " ps",
        ["GET /api/v1/ambient/session/{session}/structured-data"] = " ps",
        ["GET /api/v1/ambient/encounter/{encounter}/content"] = " ps",
        ["GET /api/v1/ambient/encounter/{encounter}/structured-data"] = " ps",
        ["GET /api/v1/form-filling/session/{form}/status"] = " ps",
        ["GET /api/v1/form-filling/session/{form}/structured-data"] = " ps",
        ["GET /v1/notes/{note}"] = " ps",
        ["GET /v1/audio/transcriptions/{transcription}"] = " ps",
        ["GET /v2/audio/transcriptions/{transcription}"] = " ps",
        ["GET /v1/codings/{coding}"] = " ps",
        ["GET /v1/events/{event}"] = "o ps",
        ["GET /v1/partners/{partner}/deliveries"] = "o ps",
        ["GET /v1/deliveries/{delivery}"] = "o ps",
        ["POST /v1/deliveries/{delivery}/replay"] = "o ps",
        ["GET /v1/replays/{replay}"] = "o ps",
        ["POST /v1/replays/{replay}/cancel"] = "o ps",
    };

    public static TheoryData<string> Rows { get; } = [.. Matrix.Keys];

    [Fact]
    public void A_T8_every_route_has_a_row() => Routes.Of(server).ShouldBe(Matrix.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_T8_a_key_reaches_what_its_scope_says_and_no_more(string route)
    {
        var allowed = Matrix[route];
        (await CallAsync(route, 'n')).ShouldBe(allowed == "A" ? Nobody : "401 unauthorized");

        foreach (var scope in "oups")
        {
            var expected = allowed == "A" || allowed.Contains(scope, StringComparison.Ordinal) ? Nobody
                : scope == 'p' && allowed.Contains('s', StringComparison.Ordinal) ? "403 self_service_off"
                : "403 forbidden";
            (await CallAsync(route, scope)).ShouldBe(expected, $"{route} as {scope}");
        }
    }

    /// <returns>The refusal where it is one of the gate's, else nothing.</returns>
    private async Task<string> CallAsync(string route, char scope)
    {
        var tenant = await Tenant.CreateAsync(server, selfService: scope == 's');
        using var http = server.Http(scope switch
        {
            'n' => null,
            'o' => RunningServer.OperatorKey,
            'u' => await server.NewKeyAsync(tenant.Partner, KeyScope.Publisher),
            _ => await server.NewKeyAsync(tenant.Partner, KeyScope.Partner),
        });
        using var request = Tenant.Request(route, tenant.Ids);
        using var answer = await http.SendAsync(request);

        answer.StatusCode.ShouldNotBe(HttpStatusCode.NotFound);
        answer.StatusCode.ShouldNotBe(HttpStatusCode.BadRequest);
        ((int)answer.StatusCode).ShouldBeLessThan(500);
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized when Tenant.IsVendors(route) => "401 unauthorized",
            HttpStatusCode.Forbidden when Tenant.IsVendors(route) => "403 forbidden",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => await answer.RefusalAsync(),
            _ => Nobody,
        };
    }
}
