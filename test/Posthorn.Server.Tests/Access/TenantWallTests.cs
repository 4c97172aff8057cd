using System.Net;
using System.Text.RegularExpressions;
using Posthorn.Api.Json;
using Posthorn.Api.Partners;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Access;

public sealed partial class TenantWallTests(RunningServer server)
{
    [Theory]
    [InlineData(KeyScope.Partner)]
    [InlineData(KeyScope.Publisher)]
    public async Task A_T1_on_every_route_and_for_every_id_what_is_anothers_is_answered_as_what_is_not_there(KeyScope scope)
    {
        var own = await Tenant.CreateAsync(server, selfService: true);
        var other = await Tenant.CreateAsync(server, selfService: true);
        using var http = server.Http(await server.NewKeyAsync(own.Partner, scope));
        var checkedIds = 0;

        foreach (var route in Routes.Of(server))
        {
            foreach (Match parameter in Parameter().Matches(route))
            {
                var name = parameter.Groups["name"].Value;
                if (route == "PUT /v1/partners/{partner}/sessions/{session}" && name == "session")
                {
                    // Each partner names its sessions by itself: another's name is as good as any.
                    continue;
                }

                var (foreign, foreignText) = await AnswerAsync(http, route, With(own, name, other.Ids[name]));
                var (unknown, unknownText) = await AnswerAsync(http, route, With(own, name, Tenant.Unknown[name]));

                foreign.ShouldBe(unknown, $"{route} with another's {name}");
                foreignText.ShouldBe(unknownText, $"{route} with another's {name}");
                HttpStatusCode[] walls = name == "partner" ? [HttpStatusCode.NotFound] : [HttpStatusCode.NotFound, HttpStatusCode.Forbidden];
                walls.ShouldContain(foreign, $"{route} with another's {name}");
                checkedIds++;
            }
        }

        checkedIds.ShouldBeGreaterThan(20);
        (await server.Operator.ListEndpointsAsync(other.Partner.Id, CancellationToken.None)).Endpoints.ShouldHaveSingleItem();
        (await server.Operator.ListKeysAsync(other.Partner.Id, CancellationToken.None)).Keys.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("/v1/deliveries/{0}")]
    [InlineData("/v1/events/{0}")]
    [InlineData("/v1/replays/{0}")]
    public async Task An_id_that_is_none_is_not_found(string path)
    {
        using var http = server.Http(RunningServer.OperatorKey);
        foreach (var id in new[] { "x", "dlv_", "dlv_zz", "..%2f", new string('a', 300), "EVT_00000000000070008000000000000000" })
        {
            using var answer = await http.GetAsync(new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id), UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, id);
        }
    }

    [Fact]
    public async Task A_T2_a_batch_with_anothers_partner_stores_nothing_for_that_partner()
    {
        var own = await Tenant.CreateAsync(server, selfService: false);
        var other = await server.NewPartnerAsync();
        using var http = server.Http(await server.NewKeyAsync(own.Partner, KeyScope.Publisher));
        var data = RawJson.Parse("{}");

        var receipt = await new Api.PosthornClient(http).PublishBatchAsync(
            new()
            {
                Events =
                [
                    new() { PartnerId = own.Partner.Id, Type = "a", Data = data },
                    new() { PartnerId = other.Id, Type = "a", Data = data },
                    new() { PartnerId = "ptn_nobody", Type = "a", Data = data },
                ],
            },
            CancellationToken.None);

        receipt.Results[0].Id.ShouldNotBeNull();
        receipt.Results[1].Problem!.Code.ShouldBe("not_found");
        receipt.Results[1].Problem!.Detail.ShouldBe(receipt.Results[2].Problem!.Detail);
        (await server.Operator.GetFeedAsync(other.Id, null, null, CancellationToken.None)).Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_T3_another_partners_cursor_is_refused()
    {
        var (one, other) = (await Tenant.CreateAsync(server, selfService: false), await Tenant.CreateAsync(server, selfService: false));
        var foreign = (await server.Operator.GetFeedAsync(other.Partner.Id, null, null, CancellationToken.None)).Next;
        using var http = server.Http(await server.NewKeyAsync(one.Partner, KeyScope.Partner));

        foreach (var cursor in new[] { foreign, "", "x", "AAAA", new string('A', 2000), foreign + "A", "%20" + foreign })
        {
            using var answer = await http.GetAsync(new Uri($"/v1/partners/{one.Partner.Id}/events?after={cursor}", UriKind.Relative));
            (await answer.RefusalAsync()).ShouldBe("400 invalid_cursor");
        }

        var feedCursor = (await server.Operator.GetFeedAsync(one.Partner.Id, null, null, CancellationToken.None)).Next;
        using var mixed = await http.GetAsync(new Uri($"/v1/partners/{one.Partner.Id}/deliveries?after={feedCursor}", UriKind.Relative));
        (await mixed.RefusalAsync()).ShouldBe("400 invalid_cursor");
    }

    [Fact]
    public async Task A_T3_another_partners_endpoint_as_a_filter_is_not_found()
    {
        var (one, other) = (await Tenant.CreateAsync(server, selfService: false), await Tenant.CreateAsync(server, selfService: false));
        using var http = server.Http(await server.NewKeyAsync(one.Partner, KeyScope.Partner));

        using var answer = await http.GetAsync(new Uri($"/v1/partners/{one.Partner.Id}/deliveries?endpoint={other.Ids["endpoint"]}", UriKind.Relative));

        (await answer.RefusalAsync()).ShouldBe("404 not_found");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic b3BlcmF0b3I6")]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer phk_000000000000700080000000000000000_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_T5_without_a_good_key_nothing_falls_back_to_anybodys_rights(string? authorization)
    {
        using var http = server.Http(null);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/partners", UriKind.Relative));
        if (authorization is not null)
        {
            _ = request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var answer = await http.SendAsync(request);

        (await answer.RefusalAsync()).ShouldBe("401 unauthorized");
        answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_from_the_next_request_on()
    {
        var tenant = await Tenant.CreateAsync(server, selfService: false);
        var key = await server.Operator.CreateKeyAsync(tenant.Partner.Id, KeyScope.Partner, CancellationToken.None);
        using var http = server.Http(key.Key);
        var path = new Uri($"/v1/partners/{tenant.Partner.Id}", UriKind.Relative);
        using var before = await http.GetAsync(path);

        await server.Operator.RevokeKeyAsync(tenant.Partner.Id, key.Id, CancellationToken.None);
        using var after = await http.GetAsync(path);

        before.StatusCode.ShouldBe(HttpStatusCode.OK);
        after.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static Dictionary<string, string> With(Tenant own, string name, string id) => new(own.Ids) { [name] = id };

    private static async Task<(HttpStatusCode Status, string Text)> AnswerAsync(HttpClient http, string route, IReadOnlyDictionary<string, string> ids)
    {
        using var request = Tenant.Request(route, ids);
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
