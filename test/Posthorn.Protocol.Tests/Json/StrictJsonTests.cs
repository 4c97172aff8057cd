using System.Text;
using Posthorn.Protocol.Json;

namespace Posthorn.Protocol.Tests.Json;

public sealed class StrictJsonTests
{
    public static TheoryData<string> NotOneDocument =>
    [
        "", " ", "\uFEFF{}", "{\"a\":1,}", "[1,]", "NaN", "[NaN]", "[Infinity]", "{} {}", "[][]", "1 2", "{\"a\":1}x", "{'a':1}", "{a:1}",
        "[01]", "[+1]", "[.5]", "[1.]", "[1e]", "// x\n{}", "/* x */{}", "{\"a\"}", "{\"a\":}", "{", "[", "\"", "\"\\", "\"\\u12",
        "\"\\x\"", "tru", "True", "[\"\t\"]", "[\"\0\"]", "\0", "]", "}", ",", ":", "[1 2]", "{\"a\" 1}", "{1:2}", "undefined",
    ];

    public static TheoryData<string> Duplicates =>
    [
        """{"type":"a","type":"b"}""",
        """{"a":{"x":1,"y":{"x":1,"x":2}}}""",
        """[{"a":1},{"b":1,"b":1}]""",
        """{"a":1,"\u0061":2}""",
        """{"\u0061":1,"a":2}""",
        """{"\u0061":1,"\u0061":2}""",
        """{"a\/b":1,"a/b":2}""",
        """{"\u00e4":1,"ä":2}""",
        """{"\ud83d\ude00":1,"😀":2}""",
        """{"":1,"":2}""",
        """{"a":{"b":1},"c":[{"d":1}],"a":2}""",
        """{"encounter_id":1,"encounter_it":2,"encounter_id":3}""",
    ];

    public static TheoryData<string> NoDuplicates =>
    [
        "{}", "[]", "1", "null", "\"x\"", "[{\"a\":1},{\"a\":1}]", """{"a":{"a":{"a":1}}}""", """{"a":1,"A":2}""",
        """{"a":1,"a ":2,"":3}""",
        """{"a":1,"a\u0000":2,"a\u0000\u0000":3}""",
        """{"ä":1,"a\u0308":2}""",
        """{"x":{"a":1,"b":2},"a":3,"b":4,"y":{"a":5}}""",
        """{"12345678":1,"123456789":2,"12345678 12345678":3,"1234567812345678":4}""",
        " \t\r\n{ \"a\" : [ 1 , 2 ] } \n",
    ];

    public static TheoryData<string> BrokenText =>
    [
        """["\ud800"]""", """["\udc00"]""", """["\ud800\ud800"]""", """["\udc00\ud800"]""", """["\ud800x"]""", """["\ud800\n"]""",
        """["x\uD83D"]""", """["\\\ud800"]""", """{"\ud800":1}""", """{"a":{"x\udfff":1}}""", """["\ud83d\ude00\ude00"]""",
    ];

    [Theory]
    [MemberData(nameof(NotOneDocument))]
    public void B_P1_what_is_not_one_document_is_invalid_json(string json) => Check(json).Code.ShouldBe("invalid_json");

    [Theory]
    [MemberData(nameof(Duplicates))]
    public void B_P2_a_name_that_an_object_has_twice_is_found_however_it_is_spelled(string json) =>
        Check(json).Code.ShouldBe("duplicate_property");

    [Theory]
    [MemberData(nameof(NoDuplicates))]
    public void B_P2_names_that_only_look_alike_pass(string json) => Check(json).Kind.ShouldBe(JsonProblemKind.None);

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void B_P3_sixty_four_levels_pass_and_sixty_five_are_too_deep(string open, string close)
    {
        Check(Nest(open, close, 64)).Kind.ShouldBe(JsonProblemKind.None);
        Check(Nest(open, close, 65)).Code.ShouldBe("too_deep");
        Check(Nest(open, close, 66)).Code.ShouldBe("too_deep");
        Check(Nest(open, close, 10_000)).Code.ShouldBe("too_deep");
        Check(string.Concat(Enumerable.Repeat(open, 1_000_000))).Code.ShouldBe("too_deep");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(256)]
    public void A_caller_may_ask_for_another_depth(int depth)
    {
        StrictJson.Check(Encoding.UTF8.GetBytes(Nest("[", "]", depth)), depth, out _).ShouldBeTrue();
        StrictJson.Check(Encoding.UTF8.GetBytes(Nest("{\"a\":", "}", depth)), depth, out _).ShouldBeTrue();
        StrictJson.Check(Encoding.UTF8.GetBytes(Nest("[", "]", depth + 1)), depth, out var problem).ShouldBeFalse();
        problem.Kind.ShouldBe(JsonProblemKind.TooDeep);
    }

    [Fact]
    public void A_depth_that_is_none_is_the_callers_mistake()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => StrictJson.Check("{}"u8, 0, out _));
        Should.Throw<ArgumentOutOfRangeException>(() => StrictJson.Check("{}"u8, 257, out _));
    }

    [Theory]
    [MemberData(nameof(BrokenText))]
    public void B_P4_half_of_a_surrogate_pair_is_invalid_unicode(string json) => Check(json).Code.ShouldBe("invalid_unicode");

    [Theory]
    [InlineData("""["\ud83d\ude00"]""")]
    [InlineData("""["\uD83D\uDE00\uD83D\uDE00"]""")]
    [InlineData("""["\\ud800"]""")]
    [InlineData("""["\\\\ud800 \" \\"]""")]
    [InlineData("""["😀"]""")]
    [InlineData("""["\u0000\uffff\ufffe"]""")]
    public void B_P4_and_B_P5_whole_pairs_and_anything_else_pass(string json) => Check(json).Kind.ShouldBe(JsonProblemKind.None);

    [Fact]
    public void B_P4_bytes_that_are_not_utf_8_are_invalid_unicode_wherever_they_stand()
    {
        byte[][] broken = [[0xFF], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]];
        foreach (var bytes in broken)
        {
            foreach (var (before, after) in new[] { ("[\"", "\"]"), ("{\"", "\":1}"), ("[", "]"), ("{} ", ""), ("", "{}") })
            {
                byte[] json = [.. Encoding.UTF8.GetBytes(before), .. bytes, .. Encoding.UTF8.GetBytes(after)];

                StrictJson.Check(json, 64, out var problem).ShouldBeFalse();

                problem.Code.ShouldBe("invalid_unicode");
                problem.Offset.ShouldBe(before.Length);
            }
        }
    }

    [Fact]
    public void B_P6_numbers_of_any_size_pass() => Check($"[1e400,-1e-400,{new string('9', 100_000)}]").Kind.ShouldBe(JsonProblemKind.None);

    [Fact]
    public void The_place_of_a_problem_is_told_and_none_of_its_text()
    {
        var problem = Check("""{"patient":"Jane","patient":"Doe"}""");

        problem.Offset.ShouldBe(18);
        problem.ToString().ShouldBe("duplicate_property at byte 18");
        $"{problem}{problem.Message}".ShouldNotContain("patient");
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void Among_many_names_the_one_that_comes_twice_is_found(int count)
    {
        var members = Enumerable.Range(0, count).Select(i => $"\"name{i}\":{{\"a\":1,\"\\u0062\":2}}").ToList();
        Check($"{{{string.Join(',', members)}}}").Kind.ShouldBe(JsonProblemKind.None);

        foreach (var again in new[] { 0, count / 2, count - 1 })
        {
            Check($"{{{string.Join(',', members)},\"name{again}\":1}}").Code.ShouldBe("duplicate_property");
            Check($"{{{string.Join(',', members)},\"nam\\u0065{again}\":1}}").Code.ShouldBe("duplicate_property");
        }
    }

    [Fact]
    public void Names_that_share_length_beginning_and_end_are_told_apart_few_or_many()
    {
        var names = Enumerable.Range(0, 5_000).Select(i => $"aaaaaaaa{i:D6}zzzzzzzz").ToList();

        Check(ObjectOf(names)).Kind.ShouldBe(JsonProblemKind.None);
        Check(ObjectOf(names.Take(20).Append(names[3]))).Code.ShouldBe("duplicate_property");
        Check(ObjectOf(names.Append(names[4_000]))).Code.ShouldBe("duplicate_property");

        static string ObjectOf(IEnumerable<string> names) => $"{{{string.Join(',', names.Select(name => $"\"{name}\":1"))}}}";
    }

    [Fact]
    public void Large_objects_inside_large_objects_keep_their_names_apart()
    {
        var inner = $"{{{string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"n{i}\":1"))}}}";
        var middle = $"{{{string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"n{i}\":{inner}"))}}}";
        var outer = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"n{i}\":{(i % 20 == 0 ? middle : "1")}"));

        Check($"{{{outer}}}").Kind.ShouldBe(JsonProblemKind.None);
        Check($"{{{outer},\"n39\":1}}").Code.ShouldBe("duplicate_property");
        Check($"{{{outer},\"n40\":{{{middle[1..^1]},\"n7\":1}}}}").Code.ShouldBe("duplicate_property");
    }

    private static string Nest(string open, string close, int depth) =>
        string.Concat(Enumerable.Repeat(open, depth)) + (open.EndsWith(':') ? "1" : "") + string.Concat(Enumerable.Repeat(close, depth));

    private static JsonProblem Check(string json)
    {
        var isSound = StrictJson.Check(Encoding.UTF8.GetBytes(json), StrictJson.DefaultMaxDepth, out var problem);
        isSound.ShouldBe(problem.Kind == JsonProblemKind.None);
        return problem;
    }
}
