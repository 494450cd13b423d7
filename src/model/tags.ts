/** Unity Catalog tags: name to value. A tag without a value has the value `""`. Names differ by case. */
export type Tags = Readonly<Record<string, string>>;

/** What is wrong with a tag, and what to write instead. */
export interface TagFault {
  readonly message: string;
  readonly instead: string;
}

/**
 * Limits on the tags that are assigned to one table, in characters where it is about length:
 * https://docs.databricks.com/aws/en/database-objects/tags#constraints
 */
const MOST_TAGS = 50;
const LONGEST_NAME = 255;
const LONGEST_VALUE = 1000;

/**
 * The page above and the workspace ("contains one or more of the reserved characters: List(., ,, -, =, /, :)")
 * refuse `.` and `/` as well. They are left to the workspace all the same: the names of Databricks' own system
 * tags have the one (`class.email_address`), those of subdomains the other.
 */
const RESERVED = [",", "-", "=", ":"];

export function tagCountFault(count: number): TagFault | undefined {
  return count > MOST_TAGS ? { message: `${count} tags`, instead: `at most ${MOST_TAGS}` } : undefined;
}

export function tagNameFault(name: string): TagFault | undefined {
  const tag = `the tag name ${JSON.stringify(name)}`;
  if (name === "") return { message: "a tag without a name", instead: `1 to ${LONGEST_NAME} characters` };
  const length = Array.from(name).length;
  if (length > LONGEST_NAME) {
    return { message: `${tag} has ${length} characters`, instead: `at most ${LONGEST_NAME}` };
  }
  if (name !== name.trim()) {
    return { message: `${tag} begins or ends with white space`, instead: JSON.stringify(name.trim()) };
  }
  const reserved = RESERVED.filter((character) => name.includes(character));
  if (reserved.length === 0) return undefined;
  return { message: `${tag} holds ${reserved.join(" ")}`, instead: `a name without ${RESERVED.join(" ")}` };
}

export function tagValueFault(name: string, value: string): TagFault | undefined {
  const tag = `the value of the tag ${JSON.stringify(name)}`;
  const length = Array.from(value).length;
  if (length > LONGEST_VALUE) {
    return { message: `${tag} has ${length} characters`, instead: `at most ${LONGEST_VALUE}` };
  }
  if (value === value.trim()) return undefined;
  return { message: `${tag} begins or ends with white space`, instead: JSON.stringify(value.trim()) };
}
