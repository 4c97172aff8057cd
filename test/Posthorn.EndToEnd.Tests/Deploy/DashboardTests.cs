using System.Text.Json;
using Posthorn.EndToEnd.Tests.HouseRules;

namespace Posthorn.EndToEnd.Tests.Deploy;

public sealed class DashboardTests
{
    [Fact]
    public void Every_panel_says_what_it_shows_and_lies_where_no_other_does()
    {
        using var dashboard = JsonDocument.Parse(Repository.File(DeployFiles.Dashboard).Text);
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToArray();
        var asking = panels.Where(panel => panel.GetProperty("type").GetString() != "row").ToArray();

        asking.Length.ShouldBeGreaterThan(10);
        asking.ShouldAllBe(panel => panel.GetProperty("description").GetString()!.EndsWith('.'));
        asking.ShouldAllBe(panel => panel.GetProperty("targets").GetArrayLength() > 0);
        panels.SelectMany(Cells).ShouldBeUnique();
        panels.Select(panel => panel.GetProperty("id").GetInt32()).ShouldBeUnique();
    }

    private static IEnumerable<(int X, int Y)> Cells(JsonElement panel)
    {
        var place = panel.GetProperty("gridPos");
        int Of(string name) => place.GetProperty(name).GetInt32();

        return from x in Enumerable.Range(Of("x"), Of("w"))
               from y in Enumerable.Range(Of("y"), Of("h"))
               select (x, y);
    }
}
