using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Posthorn.Emulators.Suki;
using Posthorn.Emulators.Tests.Running;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Emulators.Tests.Suki;

public sealed class FormTests(SukiFixture suki) : IClassFixture<SukiFixture>
{
    private static readonly object OneTemplate = new { form_filling = new { values = new[] { new { form_template_id = "template-1" } } } };

    [Fact]
    public async Task Forms_are_filled_in_and_notified()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync(new { correlation_id = "order-7" }, SukiClient.Forms);
        using var context = await bed.Client.PostAsJsonAsync($"{SukiClient.Forms}/{id}/context", OneTemplate);

        (context.StatusCode, await context.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.OK, "{}"));
        using var more = await bed.Client.PatchAsJsonAsync(
            $"{SukiClient.Forms}/{id}/context", new { form_filling = new { values = new[] { new { form_template_id = "template-1" }, new { form_template_id = "template-2" } } } });
        (await more.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("context").GetProperty("form_filling").GetProperty("values").GetArrayLength().ShouldBe(2);
        (await client.StatusAsync(id, SukiClient.Forms)).ShouldBe("ready");
        using var end = await bed.Client.PostAsync($"{SukiClient.Forms}/{id}/end", content: null);
        (end.StatusCode, await end.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.OK, "{}"));

        var completed = (await bed.NotifiedAsync()).ShouldBeOfType<SessionCompleted>();
        completed.SessionId.ShouldBe(id);
        (await client.StatusAsync(id, SukiClient.Forms)).ShouldBe("completed");
        var data = (await client.GetAsync($"{SukiClient.Forms}/{id}/structured-data")).GetProperty("structured_data");
        data.GetProperty("non_generated_values").GetArrayLength().ShouldBe(0);
        data.GetProperty("generated_values").EnumerateArray().Select(static one => Text(one, "form_template_id")).ShouldBe(["template-1", "template-2"]);
        var form = data.GetProperty("generated_values")[0];
        (Text(form, "correlation_id"), Text(form, "status"), Text(form, "type")).ShouldBe(("order-7", "MEDICAL_FORM_STATUS_COMPLETED", "VITALS_ASSESSMENT"));
        form.GetProperty("data").EnumerateObject().Count().ShouldBeGreaterThan(3);
        form.GetProperty("metadata").GetProperty("synthetic").GetBoolean().ShouldBeTrue();
        foreach (var member in (string[])["id", "created_at", "patient_id", "title"])
        {
            Text(form, member).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task A_form_can_fail()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync(new { correlation_id = "emulate-failure" }, SukiClient.Forms);
        using var context = await bed.Client.PostAsJsonAsync($"{SukiClient.Forms}/{id}/context", OneTemplate);
        await client.EndAsync(id, SukiClient.Forms);

        (await bed.NotifiedAsync()).ShouldBeOfType<SessionFailed>().SessionId.ShouldBe(id);
        (await client.StatusAsync(id, SukiClient.Forms)).ShouldBe("failed");
        (await client.ErrorAsync(HttpMethod.Get, $"{SukiClient.Forms}/{id}/structured-data")).ShouldBe((HttpStatusCode.NotFound, 404));
        (await client.ErrorAsync(HttpMethod.Post, $"{SukiClient.Forms}/{id}/end")).ShouldBe((HttpStatusCode.Conflict, 409));
        (await client.ErrorAsync(HttpMethod.Post, $"{SukiClient.Forms}/{id}/context", "{}")).ShouldBe((HttpStatusCode.Conflict, 409));
    }

    [Fact]
    public async Task Without_a_template_there_is_nothing_to_fill_in()
    {
        var client = suki.Client;
        var id = await client.CreateAsync(new { }, SukiClient.Forms);

        (await client.ErrorAsync(HttpMethod.Post, $"{SukiClient.Forms}/{id}/end")).ShouldBe((HttpStatusCode.BadRequest, 400));
        (await client.StatusAsync(id, SukiClient.Forms)).ShouldBe("created");
    }

    [Fact]
    public async Task A_form_of_an_ambient_session_is_a_session_of_its_own_in_the_same_encounter()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var ambient = await client.CreateAsync("visit-9");
        var form = await client.CreateAsync(new { ambient_session_id = ambient }, SukiClient.Forms);
        using var context = await bed.Client.PostAsJsonAsync($"{SukiClient.Forms}/{form}/context", OneTemplate);
        await client.EndAsync(form, SukiClient.Forms);

        form.ShouldNotBe(ambient);
        (await bed.NotifiedAsync()).ShouldBeOfType<SessionCompleted>().EncounterId.ShouldBe("visit-9");
        (await client.ErrorAsync(HttpMethod.Get, $"{SukiClient.Ambient}/{form}/status")).Code.ShouldBe(404);
        (await client.ErrorAsync(HttpMethod.Get, $"{SukiClient.Forms}/{ambient}/status")).Code.ShouldBe(404);
    }

    [Theory]
    [InlineData("/create", """{"correlation_id":7}""", 400)]
    [InlineData("/create", """{"ambient_session_id":""}""", 400)]
    [InlineData("/none/context", "{}", 404)]
    [InlineData("/none/end", "", 404)]
    [InlineData("/own/context", """{"form_filling":[]}""", 400)]
    [InlineData("/own/context", """{"form_filling":{"values":[{}]}}""", 400)]
    [InlineData("/own/context", """{"form_filling":{"values":[{"form_template_id":7}]}}""", 400)]
    [InlineData("/create", """{"ambient_session_id":"own"}""", 409)]
    public async Task What_cannot_be_done_is_told(string path, string body, int code)
    {
        var client = suki.Client;
        using var own = await suki.Bed.Client.PostAsJsonAsync($"{SukiClient.Forms}/create", new { ambient_session_id = "own" });

        (await client.ErrorAsync(HttpMethod.Post, $"{SukiClient.Forms}{path}", body)).Code.ShouldBe(code);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
