using System.Net;
using Posthorn.Api;
using Posthorn.Api.Endpoints;
using Posthorn.Api.Json;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Endpoints;

public sealed class EndpointTests(RunningServer server)
{
    private static readonly CreateEndpoint Good = new() { Url = "http://127.0.0.1:9/hook", Profile = "standard" };

    [Fact]
    public async Task An_endpoint_takes_the_profiles_defaults_and_shows_its_secret_once()
    {
        var partner = await server.NewPartnerAsync();

        var made = await server.Operator.CreateEndpointAsync(partner.Id, Good with { Profile = "sully" }, CancellationToken.None);
        var read = await server.Operator.GetEndpointAsync(partner.Id, made.Id, CancellationToken.None);

        made.Secret.ShouldNotBeNullOrEmpty();
        read.Secret.ShouldBeNull();
        read.ShouldSatisfyAllConditions(
            () => read.PartnerId.ShouldBe(partner.Id),
            () => read.Schedule.ShouldBe(Schedule.Sully),
            () => read.TimeoutSeconds.ShouldBe(30),
            () => read.MaxConcurrency.ShouldBe(32),
            () => read.RatePerSecond.ShouldBeNull(),
            () => read.EventTypes.ShouldBeNull(),
            () => read.Headers.ShouldBeEmpty(),
            () => read.State.ShouldBe(EndpointState.Enabled),
            () => read.DisabledReason.ShouldBeNull());
    }

    [Fact]
    public async Task An_endpoint_is_as_it_was_asked_for_and_hides_the_values_of_its_headers()
    {
        var partner = await server.NewPartnerAsync();

        var made = await server.Operator.CreateEndpointAsync(
            partner.Id,
            Good with
            {
                EventTypes = ["a.b", "c"],
                Schedule = Schedule.Of(1, 2.5, 3600),
                TimeoutSeconds = 7,
                MaxConcurrency = 3,
                RatePerSecond = 0.5,
                Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer canary" },
            },
            CancellationToken.None);

        made.ShouldSatisfyAllConditions(
            () => made.EventTypes.ShouldBe(["a.b", "c"]),
            () => made.Schedule.Waits.ShouldBe([1, 2.5, 3600]),
            () => made.TimeoutSeconds.ShouldBe(7),
            () => made.MaxConcurrency.ShouldBe(3),
            () => made.RatePerSecond.ShouldBe(0.5),
            () => made.Headers.ShouldHaveSingleItem().ShouldBe(new("Authorization", "***")));
    }

    [Fact]
    public async Task A_change_leaves_alone_what_it_does_not_name_and_takes_null_for_the_default()
    {
        var partner = await server.NewPartnerAsync();
        var made = await server.Operator.CreateEndpointAsync(
            partner.Id, Good with { EventTypes = ["a"], RatePerSecond = 5, MaxConcurrency = 3, Schedule = Schedule.Once }, CancellationToken.None);

        var changed = await server.Operator.UpdateEndpointAsync(
            partner.Id, made.Id, new() { RatePerSecond = new Change<double?>(null), EventTypes = new Change<IReadOnlyList<string>?>(null) }, CancellationToken.None);
        var back = await server.Operator.UpdateEndpointAsync(
            partner.Id, made.Id, new() { MaxConcurrency = new Change<int?>(null), Schedule = new Change<Schedule?>(null), Url = "http://127.0.0.1:9/new" }, CancellationToken.None);

        changed.ShouldSatisfyAllConditions(
            () => changed.RatePerSecond.ShouldBeNull(),
            () => changed.EventTypes.ShouldBeNull(),
            () => changed.MaxConcurrency.ShouldBe(3),
            () => changed.Schedule.ShouldBe(Schedule.Once));
        back.ShouldSatisfyAllConditions(
            () => back.MaxConcurrency.ShouldBe(32),
            () => back.Schedule.ShouldBe(Schedule.Persistent),
            () => back.Url.ShouldBe("http://127.0.0.1:9/new"));
    }

    [Theory]
    [InlineData("""{"url":"http://127.0.0.1:9/"}""", "400 required /profile")]
    [InlineData("""{"profile":"suki"}""", "400 required /url")]
    [InlineData("""{"url":1,"profile":"suki"}""", "400 invalid_value /url")]
    [InlineData("""{"url":null,"profile":"suki"}""", "400 invalid_value /url")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"suki","schedule":5}""", "400 invalid_value /schedule")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"suki","schedule":[1e400]}""", "400 invalid_value /schedule")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"suki","timeout_seconds":1.5}""", "400 invalid_value /timeout_seconds")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"suki","max_concurrency":"3"}""", "400 invalid_value /max_concurrency")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"suki","headers":{"x":1}}""", "400 invalid_value /headers")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"suki","status":"enabled"}""", "400 unknown_member")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"suki","event_types":["a",1]}""", "400 invalid_value /event_types")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"other"}""", "422 profile_unknown /profile")]
    [InlineData("""{"url":"ftp://127.0.0.1/","profile":"suki"}""", "422 url_scheme /url")]
    [InlineData("""{"url":"https://a:b@example.com/","profile":"suki"}""", "422 url_userinfo /url")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"suki","schedule":"never"}""", "422 schedule_invalid /schedule")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"suki","schedule":[]}""", "422 schedule_invalid /schedule")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"suki","timeout_seconds":0}""", "422 timeout_range /timeout_seconds")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"suki","rate_per_second":-1}""", "422 rate_range /rate_per_second")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"suki","secret":"short"}""", "422 secret_invalid /secret")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"suki","event_types":["other"]}""", "422 event_type_inexpressible /event_types/0")]
    [InlineData("""{"url":"http://127.0.0.1:9/","profile":"suki","headers":{"Host":"x"}}""", "422 header_reserved /headers/Host")]
    public async Task An_endpoint_that_cannot_be_is_refused_by_place(string body, string refusal)
    {
        var partner = await server.NewPartnerAsync();
        using var http = server.Http(RunningServer.OperatorKey);

        using var answer = await http.PostAsync(new Uri($"/v1/partners/{partner.Id}/endpoints", UriKind.Relative), Call.Json(body));

        (await answer.RefusalAsync()).ShouldBe(refusal);
        (await server.Operator.ListEndpointsAsync(partner.Id, CancellationToken.None)).Endpoints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var partner = await server.NewPartnerAsync();

        var refused = await Should.ThrowAsync<PosthornApiException>(() => server.Operator.CreateEndpointAsync(
            partner.Id, Good with { Url = "ftp://a", MaxConcurrency = 0, RatePerSecond = -1, Schedule = Schedule.Named("x") }, CancellationToken.None));

        refused.Problem.Errors!.Select(static one => one.Pointer).Distinct().ShouldBe(["/url", "/schedule", "/max_concurrency", "/rate_per_second"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_partner_has_one_active_suki_endpoint_unless_it_is_asked_for_explicitly()
    {
        var partner = await server.NewPartnerAsync();
        _ = await server.Operator.CreateEndpointAsync(partner.Id, Good with { Profile = "suki" }, CancellationToken.None);
        var second = Good with { Profile = "suki", Url = "http://127.0.0.1:9/second" };

        var refused = await Should.ThrowAsync<PosthornApiException>(() => server.Operator.CreateEndpointAsync(partner.Id, second, CancellationToken.None));
        var made = await server.Operator.CreateEndpointAsync(partner.Id, second with { AllowSecondSuki = true }, CancellationToken.None);

        refused.Problem.Code.ShouldBe("suki_endpoint_exists");
        refused.Problem.Status.ShouldBe(409);
        made.Profile.ShouldBe("suki");
    }

    [Fact]
    public async Task A_disabled_endpoint_gets_no_deliveries_until_it_is_enabled()
    {
        var partner = await server.NewPartnerAsync();
        var made = await server.Operator.CreateEndpointAsync(partner.Id, Good, CancellationToken.None);

        var disabled = await server.Operator.DisableEndpointAsync(partner.Id, made.Id, CancellationToken.None);
        var missed = await PublishAsync(partner.Id);
        var test = await Should.ThrowAsync<PosthornApiException>(() => server.Operator.TestEndpointAsync(partner.Id, made.Id, CancellationToken.None));
        var enabled = await server.Operator.EnableEndpointAsync(partner.Id, made.Id, CancellationToken.None);
        var wanted = await PublishAsync(partner.Id);

        (disabled.State, disabled.DisabledReason).ShouldBe((EndpointState.Disabled, "by_request"));
        test.Problem.Code.ShouldBe("endpoint_disabled");
        (enabled.State, enabled.DisabledReason).ShouldBe((EndpointState.Enabled, null));
        missed.ShouldBe(0);
        wanted.ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_endpoint_is_gone_and_its_deliveries_are_still_there_to_be_read()
    {
        var partner = await server.NewPartnerAsync();
        var made = await server.Operator.CreateEndpointAsync(partner.Id, Good, CancellationToken.None);
        _ = await PublishAsync(partner.Id);

        await server.Operator.DeleteEndpointAsync(partner.Id, made.Id, CancellationToken.None);
        using var http = server.Http(RunningServer.OperatorKey);
        using var gone = await http.GetAsync(new Uri($"/v1/partners/{partner.Id}/endpoints/{made.Id}", UriKind.Relative));
        var kept = await server.Operator.ListDeliveriesAsync(partner.Id, null, made.Id, null, null, CancellationToken.None);

        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        kept.Deliveries.ShouldHaveSingleItem().EndpointId.ShouldBe(made.Id);
    }

    private async Task<int> PublishAsync(string partner) =>
        (await server.Operator.PublishAsync(partner, new() { Type = "a", Data = RawJson.Parse("{}") }, null, CancellationToken.None)).Deliveries.Count;
}
