using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Posthorn.Emulators.Suki;
using Posthorn.Emulators.Tests.Running;

namespace Posthorn.Emulators.Tests.Suki;

public sealed partial class ResultTests
{
    [Fact]
    public async Task A_note_has_sections_with_codes_and_sources_and_says_that_it_is_synthetic()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var id = await CompletedAsync(bed, client, "v emulate-success");
        var summary = (await client.GetAsync($"{SukiClient.Ambient}/{id}/content")).GetProperty("summary").EnumerateArray().ToList();
        var said = (await client.GetAsync($"{SukiClient.Ambient}/{id}/transcript")).GetProperty("final_transcript").EnumerateArray()
            .Select(static one => Text(one, "transcript_id")).ToHashSet();

        summary.Count.ShouldBeInRange(5, 8);
        summary.ShouldAllBe(static section => Loinc().IsMatch(Text(section, "loinc_code")) && Text(section, "title").Length > 0);
        summary.ShouldAllBe(static section => Text(section, "content").StartsWith("[synthetic] "));
        summary.SelectMany(static section => section.GetProperty("source_transcripts").EnumerateArray()).ShouldAllBe(source => said.Contains(source.GetString()!));
    }

    [Fact]
    public async Task A_note_has_the_sections_that_were_asked_for()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var id = await client.CreateAsync("emulate-success");
        using var given = await bed.Client.PostAsJsonAsync($"{SukiClient.Ambient}/{id}/context", new { sections = new[] { new { loinc = "18776-5" } } });
        using var more = await bed.Client.PatchAsJsonAsync($"{SukiClient.Ambient}/{id}/context", new { sections = new[] { new { loinc = "18776-5" }, new { loinc = "99999-9" } } });
        await client.EndAsync(id);
        await bed.NotifiedAsync();

        (await client.GetAsync($"{SukiClient.Ambient}/{id}/content")).GetProperty("summary").EnumerateArray().Select(static one => Text(one, "loinc_code"))
            .ShouldBe(["18776-5", "99999-9"]);
    }

    [Fact]
    public async Task A_transcript_has_many_turns_in_order_with_offsets_and_times_to_the_nanosecond()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var id = await CompletedAsync(bed, client, "v emulate-success");
        var turns = (await client.GetAsync($"{SukiClient.Ambient}/{id}/transcript")).GetProperty("final_transcript").EnumerateArray().ToList();

        turns.Count.ShouldBeGreaterThanOrEqualTo(40);
        turns.Select(static turn => Offset(turn, "start_offset")).ShouldBeInOrder();
        turns.ShouldAllBe(static turn => Offset(turn, "start_offset") < Offset(turn, "end_offset"));
        turns.ShouldAllBe(static turn => Time().IsMatch(Text(turn, "start_time")) && Time().IsMatch(Text(turn, "end_time")));
        turns.ShouldAllBe(static turn => Text(turn, "transcript").StartsWith("[synthetic] ") && Text(turn, "lang_id") == "en");
        turns.Select(static turn => Text(turn, "recording_id")).Distinct().ShouldHaveSingleItem();
        foreach (var turn in turns)
        {
            var begins = DateTimeOffset.Parse(Text(turn, "start_time"), CultureInfo.InvariantCulture);
            (begins - DateTimeOffset.Parse(Text(turns[0], "start_time"), CultureInfo.InvariantCulture))
                .ShouldBe(Offset(turn, "start_offset") - Offset(turns[0], "start_offset"));
        }
    }

    [Fact]
    public async Task Structured_data_has_diagnoses_with_codes()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var id = await CompletedAsync(bed, client, "v emulate-success");
        var values = (await client.GetAsync($"{SukiClient.Ambient}/{id}/structured-data")).GetProperty("structured_data").GetProperty("diagnoses").GetProperty("values");

        values.GetArrayLength().ShouldBeGreaterThan(0);
        foreach (var value in values.EnumerateArray())
        {
            var code = value.GetProperty("codes").EnumerateArray().ShouldHaveSingleItem();
            (Text(code, "type"), Text(code, "description").Length > 0, Icd10().IsMatch(Text(code, "code"))).ShouldBe(("ICD10", true, true));
            Text(value, "diagnosis_note").ShouldStartWith("[synthetic] ");
            value.GetProperty("laterality_indicator").GetInt32().ShouldBe(0);
            value.GetProperty("post_coord_lex_flag").GetInt32().ShouldBe(0);
        }
    }

    [Fact]
    public async Task An_encounter_has_what_its_sessions_have_together()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var first = await CompletedAsync(bed, client, "visit emulate-success");
        var second = await CompletedAsync(bed, client, "visit emulate-success");
        var encounter = $"/api/v1/ambient/encounter/{Uri.EscapeDataString("visit emulate-success")}";

        var alone = await client.GetAsync($"{SukiClient.Ambient}/{second}/content?cumulative=false");
        var upToFirst = await client.GetAsync($"{SukiClient.Ambient}/{first}/content?cumulative=true");
        var upToSecond = await client.GetAsync($"{SukiClient.Ambient}/{second}/content?cumulative=true");
        var all = await client.GetAsync($"{encounter}/content");

        Plans(upToFirst).ShouldBe(Plans(await client.GetAsync($"{SukiClient.Ambient}/{first}/content")));
        Plans(upToSecond).ShouldBe([.. Plans(upToFirst), .. Plans(alone)]);
        JsonElement.DeepEquals(all, upToSecond).ShouldBeTrue();
        var data = (await client.GetAsync($"{encounter}/structured-data")).GetProperty("structured_data");
        data.GetProperty("diagnoses").GetProperty("values").GetArrayLength().ShouldBeGreaterThan(0);
        var order = data.GetProperty("orders").GetProperty("medication_orders").GetProperty("partial_values").EnumerateArray().First();
        foreach (var member in (string[])["drug_name", "dosage", "route", "frequency", "start_date", "end_date"])
        {
            Text(order, member).ShouldNotBeEmpty();
        }

        (await client.ErrorAsync(HttpMethod.Get, $"{SukiClient.Ambient}/{second}/content?cumulative=perhaps")).Code.ShouldBe(400);
        (await client.ErrorAsync(HttpMethod.Get, "/api/v1/ambient/encounter/none/content")).Code.ShouldBe(404);
        (await client.ErrorAsync(HttpMethod.Get, "/api/v1/ambient/encounter/none/structured-data")).Code.ShouldBe(404);
    }

    private static async Task<string> CompletedAsync(EmulatorBed bed, SukiClient client, string encounter)
    {
        var id = await client.EndedAsync(encounter);
        (await bed.NotifiedAsync()).Subject.ShouldBe(id);
        return id;
    }

    private static IReadOnlyList<string> Plans(JsonElement content) =>
        [.. content.GetProperty("summary").EnumerateArray().Where(static section => Text(section, "loinc_code") == "18776-5").Select(static one => Text(one, "content"))];

    private static TimeSpan Offset(JsonElement turn, string name)
    {
        var offset = turn.GetProperty(name);
        return new TimeSpan(offset.GetProperty("hours").GetInt32(), offset.GetProperty("minutes").GetInt32(), offset.GetProperty("seconds").GetInt32())
            + TimeSpan.FromTicks(offset.GetProperty("nanos").GetInt32() / 100);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    [GeneratedRegex(@"^\d{4,5}-\d$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Loinc();

    [GeneratedRegex(@"^[A-Z]\d\d(?:\.\d{1,4})?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Icd10();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();
}
