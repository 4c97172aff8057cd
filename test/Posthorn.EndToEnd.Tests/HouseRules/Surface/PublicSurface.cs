using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Posthorn.EndToEnd.Tests.HouseRules.Surface;

/// <summary>What an assembly promises to those who reference it: its public types and their members, as text in a fixed order.</summary>
internal static class PublicSurface
{
    private const BindingFlags Own =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static string Of(string assembly, IEnumerable<Type> types)
    {
        var text = new StringBuilder().Append(assembly).Append('\n');
        foreach (var space in types.Where(IsPromised).GroupBy(type => type.Namespace).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append("\nnamespace ").Append(space.Key).Append('\n');
            foreach (var type in space.OrderBy(TypeNameText.Declared, StringComparer.Ordinal))
            {
                Append(text, type);
            }
        }

        return text.ToString();
    }

    private static bool IsPromised(Type type) => type.IsVisible && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static void Append(StringBuilder text, Type type)
    {
        text.Append("\n  ").Append(TypeText.Of(type)).Append('\n');
        foreach (var member in MembersOf(type))
        {
            text.Append("    ").Append(member).Append('\n');
        }
    }

    private static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), provider: null)}");
        }

        return typeof(Delegate).IsAssignableFrom(type)
            ? []
            : type.GetMembers(Own).Select(MemberText.Of).OfType<string>().Order(StringComparer.Ordinal);
    }
}
