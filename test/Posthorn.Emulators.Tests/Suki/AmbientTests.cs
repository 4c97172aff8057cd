using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Posthorn.Emulators.Suki;
using Posthorn.Emulators.Tests.Running;

namespace Posthorn.Emulators.Tests.Suki;

public sealed class AmbientTests(SukiFixture suki) : IClassFixture<SukiFixture>
{
    private const string Mine = "0b6f6c3e-0000-4000-8000-000000000001";

    [Fact]
    public async Task A_session_has_the_id_that_it_was_given_or_one_of_its_own()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        using var created = await bed.Client.PostAsJsonAsync($"{SukiClient.Ambient}/create", new { ambient_session_id = Mine, encounter_id = "visit-42", multilingual = true });

        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.Headers.Location!.ToString().ShouldBe($"{SukiClient.Ambient}/{Mine}/status");
        JsonElement.Parse(await created.Content.ReadAsStringAsync()).GetProperty("ambient_session_id").GetString().ShouldBe(Mine);
        (await client.StatusAsync(Mine)).ShouldBe("created");
        Guid.Parse(await client.CreateAsync(new { })).Version.ShouldBe(4);
        using var bare = await bed.Client.PostAsync($"{SukiClient.Ambient}/create", content: null);
        bare.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("""{"ambient_session_id":"7"}""")]
    [InlineData("""{"ambient_session_id":"0b6f6c3e-0000-1000-8000-000000000001"}""")]
    [InlineData("""{"ambient_session_id":7}""")]
    [InlineData("""{"encounter_id":""}""")]
    [InlineData("""{"encounter_id":"a\nb"}""")]
    [InlineData("""{"multilingual":"yes"}""")]
    [InlineData("[1]")]
    [InlineData("{")]
    public async Task What_cannot_be_created_is_400(string body)
    {
        var client = suki.Client;

        (await client.ErrorAsync(HttpMethod.Post, $"{SukiClient.Ambient}/create", body)).ShouldBe((HttpStatusCode.BadRequest, 400));
    }

    [Fact]
    public async Task An_encounter_has_at_most_255_characters()
    {
        var client = suki.Client;
        await client.CreateAsync(new string('e', 255));

        (await client.ErrorAsync(HttpMethod.Post, $"{SukiClient.Ambient}/create", JsonSerializer.Serialize(new { encounter_id = new string('e', 256) })))
            .ShouldBe((HttpStatusCode.BadRequest, 400));
    }

    [Fact]
    public async Task An_id_that_is_taken_is_409()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        await client.CreateAsync(new { ambient_session_id = Mine });

        (await client.ErrorAsync(HttpMethod.Post, $"{SukiClient.Ambient}/create", JsonSerializer.Serialize(new { ambient_session_id = Mine })))
            .ShouldBe((HttpStatusCode.Conflict, 409));
    }

    [Theory]
    [InlineData("""{"provider":{"specialty":"FAMILY_MEDICINE","provider_role":"ATTENDING"},"patient":{"dob":"1980-01-02","sex":"FEMALE"}}""")]
    [InlineData("""{"visit":{"chief_complaint":"cough","encounter_type":"AMBULATORY","reason_for_visit":"cough","visit_type":"NEW_PATIENT"}}""")]
    [InlineData("""{"sections":[{"loinc":"10164-2"},{"loinc":"51848-0"}]}""")]
    [InlineData("""{"diagnoses":{"values":[{"codes":[{"code":"I10","description":"Hypertension","type":"ICD10"}],"diagnosis_note":"stable"}]}}""")]
    [InlineData("""{"diagnoses":{"values":[{"codes":[{"code":"1","description":"d","type":"IMO"}]}]},"new_member":{"a":1}}""")]
    [InlineData("{}")]
    public async Task A_documented_context_makes_the_session_ready(string body)
    {
        var client = suki.Client;
        var id = await client.CreateAsync(new { });

        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Patch])
        {
            using var request = new HttpRequestMessage(method, $"{SukiClient.Ambient}/{id}/context") { Content = new StringContent(body) };
            using var answer = await suki.Bed.Client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }

        (await client.StatusAsync(id)).ShouldBe("ready");
    }

    [Theory]
    [InlineData("""{"provider":[]}""")]
    [InlineData("""{"provider":{"specialty":7}}""")]
    [InlineData("""{"patient":{"dob":{}}}""")]
    [InlineData("""{"visit":{"visit_type":1}}""")]
    [InlineData("""{"sections":{"loinc":"1"}}""")]
    [InlineData("""{"sections":[{"code":"1"}]}""")]
    [InlineData("""{"diagnoses":{"values":{}}}""")]
    [InlineData("""{"diagnoses":{"values":[{}]}}""")]
    [InlineData("""{"diagnoses":{"values":[{"codes":[{"code":"1","type":"SNOMED"}]}]}}""")]
    [InlineData("""{"diagnoses":{"values":[{"codes":[],"diagnosis_note":1}]}}""")]
    [InlineData("no json")]
    public async Task A_context_of_another_shape_is_400(string body)
    {
        var client = suki.Client;
        var id = await client.CreateAsync(new { });

        (await client.ErrorAsync(HttpMethod.Post, $"{SukiClient.Ambient}/{id}/context", body)).ShouldBe((HttpStatusCode.BadRequest, 400));
        (await client.ErrorAsync(HttpMethod.Patch, $"{SukiClient.Ambient}/{id}/context", body)).ShouldBe((HttpStatusCode.BadRequest, 400));
    }

    [Theory]
    [InlineData("chief_complaint")]
    [InlineData("reason_for_visit")]
    public async Task A_reason_has_at_most_255_characters(string member)
    {
        var client = suki.Client;
        var id = await client.CreateAsync(new { });
        using var longest = await suki.Bed.Client.PostAsJsonAsync($"{SukiClient.Ambient}/{id}/context", Visit(member, 255));

        longest.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.ErrorAsync(HttpMethod.Post, $"{SukiClient.Ambient}/{id}/context", JsonSerializer.Serialize(Visit(member, 256)))).Code.ShouldBe(400);
    }

    [Theory]
    [InlineData("POST", "/context")]
    [InlineData("PATCH", "/context")]
    [InlineData("POST", "/end")]
    [InlineData("GET", "/status")]
    [InlineData("GET", "/content")]
    [InlineData("GET", "/content?cumulative=true")]
    [InlineData("GET", "/transcript")]
    [InlineData("GET", "/structured-data")]
    [InlineData("GET", "/nothing")]
    public async Task What_is_not_there_is_404(string method, string path)
    {
        var client = suki.Client;

        (await client.ErrorAsync(new(method), $"{SukiClient.Ambient}/{Mine}{path}")).ShouldBe((HttpStatusCode.NotFound, 404));
    }

    [Fact]
    public async Task A_session_that_has_ended_takes_no_context_and_no_other_end()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.EndedAsync("emulate-success");
        await bed.NotifiedAsync();

        (await client.EndAsync(id)).ShouldBe(HttpStatusCode.Conflict);
        (await client.ErrorAsync(HttpMethod.Post, $"{SukiClient.Ambient}/{id}/context", "{}")).ShouldBe((HttpStatusCode.Conflict, 409));
    }

    [Fact]
    public async Task Ending_twice_while_it_is_worked_on_is_ending_once()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), scale: 20);
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.EndedAsync("emulate-slow");

        (await client.EndAsync(id)).ShouldBe(HttpStatusCode.OK);
        (await client.StatusAsync(id)).ShouldBe("running");
        (await client.ErrorAsync(HttpMethod.Get, $"{SukiClient.Ambient}/{id}/content")).Code.ShouldBe(404);
        (await bed.NotifiedAsync()).Subject.ShouldBe(id);
        (await client.StatusAsync(id)).ShouldBe("completed");
    }

    private static Dictionary<string, object> Visit(string member, int length) =>
        new(StringComparer.Ordinal) { ["visit"] = new Dictionary<string, string>(StringComparer.Ordinal) { [member] = new('x', length) } };
}
