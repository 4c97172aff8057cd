using System.Text;
using System.Text.Json;
using Posthorn.Protocol.Json;

namespace Posthorn.Protocol.Tests.Json;

public sealed class StrictJsonFuzzTests
{
    private const int Rounds = 20_000;

    private static readonly string[] Seeds =
    [
        """{"type":"session.completed","data":{"session_id":"s-1","links":{"contents":[{"href":"/a","method":"GET"}]}}}""",
        """{"a":"\ud83d\ude00 \u00e4 \n","b":[1,2.5e3,-0,true,false,null],"\u0062\u0063":{"a":{},"b":[[]]}}""",
        """[{"ä":"患者","ö":1},{"ä":2},[],"x\\u0041",{"":0}]""",
    ];

    [Fact]
    public void Mutated_documents_pass_exactly_when_an_obvious_check_lets_them_pass()
    {
        var random = new Random(42);
        var passed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var json = Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]).ToList();
            for (var mutations = random.Next(1, 4); mutations > 0; mutations--)
            {
                Mutate(json, random);
            }

            byte[] bytes = [.. json];
            var actual = StrictJson.Check(bytes, 8, out var problem);

            passed += actual ? 1 : 0;
            if (actual != IsSound(bytes))
            {
                Assert.Fail($"Round {round}: {problem}, of {Convert.ToHexString(bytes)}");
            }
        }

        passed.ShouldBeInRange(Rounds / 50, Rounds - (Rounds / 50));
    }

    private static void Mutate(List<byte> json, Random random)
    {
        const string Spice = "{}[]\",:\\ud8cabef0019 \n\0\u007f";
        var at = random.Next(json.Count);
        switch (random.Next(7))
        {
            case 0:
                json[at] = (byte)Spice[random.Next(Spice.Length)];
                break;
            case 1:
                json.Insert(at, (byte)Spice[random.Next(Spice.Length)]);
                break;
            case 2 when json.Count > 1:
                json.RemoveAt(at);
                break;
            case 3:
                json[at] = (byte)random.Next(256);
                break;
            case 4:
                json.InsertRange(at, json.Skip(random.Next(json.Count)).Take(random.Next(12)).ToList());
                break;
            case 5:
                json[at] = (byte)random.Next('a', 'e');
                break;
            default:
                json.Insert(0, (byte)'[');
                json.Add((byte)']');
                break;
        }
    }

    /// <summary>The platform's document with duplicates refused, every string read, and the bytes decoded once.</summary>
    private static bool IsSound(byte[] json)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(json);
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false });
            ReadAll(document.RootElement);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    private static void ReadAll(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    ReadAll(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    ReadAll(item);
                }

                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            default:
                break;
        }
    }
}
